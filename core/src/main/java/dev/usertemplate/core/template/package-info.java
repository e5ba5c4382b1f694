/**
 * Rendering the empty template: the request, the use case {@link
 * dev.usertemplate.core.template.RenderTemplate}, and the port {@link
 * dev.usertemplate.core.template.TemplateRenderer} that it drives.
 */
@NullMarked
package dev.usertemplate.core.template;

import org.jspecify.annotations.NullMarked;
