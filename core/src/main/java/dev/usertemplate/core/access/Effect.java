package dev.usertemplate.core.access;

/** What a statement does to the actions that it applies to. */
public enum Effect {
  /** They are granted, unless another statement denies them. */
  ALLOW,
  /** They are refused, whatever other statements say. */
  DENY
}
