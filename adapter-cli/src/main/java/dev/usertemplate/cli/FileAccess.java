package dev.usertemplate.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Who may open the files that are written. Where the file system knows no such permissions, the
 * folder's rules apply.
 *
 * @param created what a new file may have at most; the process's mask may take away more
 * @param replaced what a file that replaces another one may have at most; it has what the other had
 */
record FileAccess(Set<PosixFilePermission> created, Set<PosixFilePermission> replaced) {
  private static final Set<PosixFilePermission> OF_GROUP =
      PosixFilePermissions.fromString("---rwx---");
  private static final Set<PosixFilePermission> OF_OWNER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> ANY = EnumSet.allOf(PosixFilePermission.class);

  /** For files without personal data: whatever is usual in the process. */
  static final FileAccess USUAL = new FileAccess(PosixFilePermissions.fromString("rw-rw-rw-"), ANY);

  /** For files with personal data: their owner alone. */
  static final FileAccess OWNER =
      new FileAccess(PosixFilePermissions.fromString("rw-------"), OF_OWNER);

  /** Makes the sets unmodifiable. */
  FileAccess {
    created = Set.copyOf(created);
    replaced = Set.copyOf(replaced);
  }

  /**
   * For what is made of a file with personal data: new files are their owner's alone, and one that
   * replaces another is not open to more people than the source.
   */
  static FileAccess of(Path source) throws IOException {
    PosixFileAttributeView view = view(source);
    if (view == null || !Files.isRegularFile(source)) {
      return OWNER;
    }
    Set<PosixFilePermission> most = EnumSet.copyOf(OF_OWNER);
    most.addAll(view.readAttributes().permissions());
    return new FileAccess(OWNER.created, most);
  }

  /** Creates the file, which must not be there yet. */
  OutputStream create(Path file) throws IOException {
    Set<StandardOpenOption> options =
        EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    return Channels.newOutputStream(Files.newByteChannel(file, options, attributes(created)));
  }

  /** Creates the folder, which must not be there yet, for its owner alone. */
  static void createFolder(Path folder) throws IOException {
    Files.createDirectory(folder, attributes(OF_OWNER));
  }

  /** Gives a file the group and permissions of the file that it is going to replace. */
  void take(Path from, Path to) throws IOException {
    PosixFileAttributeView old = view(from);
    PosixFileAttributeView mine = view(to);
    if (old == null || mine == null || Files.notExists(from)) {
      return;
    }
    PosixFileAttributes attributes = old.readAttributes();
    Set<PosixFilePermission> permissions = EnumSet.copyOf(attributes.permissions());
    permissions.retainAll(replaced);
    if (!mine.readAttributes().group().equals(attributes.group())) {
      try {
        mine.setGroup(attributes.group());
      } catch (IOException e) {
        permissions.removeAll(OF_GROUP);
      }
    }
    mine.setPermissions(permissions);
  }

  /**
   * What is no folder though something is to be in it: the folder itself, or one that it would be
   * in; null when nothing is in the way.
   */
  static @Nullable Path inTheWay(@Nullable Path folder) {
    for (Path each = folder; each != null; each = each.getParent()) {
      if (Files.exists(each)) {
        return Files.isDirectory(each) ? null : each;
      }
    }
    return null;
  }

  /** A name that nothing else has, and that a listing does not show. */
  static String temporaryName() {
    // Files.createTempFile() would hide the file from everyone but its owner.
    long random = ThreadLocalRandom.current().nextLong();
    return "." + UserTemplateCommand.NAME + "-" + HexFormat.of().toHexDigits(random) + ".tmp";
  }

  private static @Nullable PosixFileAttributeView view(Path file) {
    return Files.getFileAttributeView(file, PosixFileAttributeView.class);
  }

  private static FileAttribute<?>[] attributes(Set<PosixFilePermission> permissions) {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }
}
