import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/**
 * A build step: rewrites the classes of a jar that were compiled for Java 5, as picocli's are, into
 * the form of Java 8. The JVM verifies the old form slowly and takes it into no class-data archive,
 * which would make a short command half as slow again.
 */
class ModernClasses {
  public static void main(String... arguments) throws IOException {
    Path jar = Path.of(arguments[0]);
    byte[] old = Files.readAllBytes(jar);
    ByteArrayOutputStream modern = new ByteArrayOutputStream();
    try (URLClassLoader classes = new URLClassLoader(new URL[] {jar.toUri().toURL()});
        ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(old));
        ZipOutputStream out = new ZipOutputStream(modern)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        byte[] bytes = in.readAllBytes();
        ZipEntry copy = new ZipEntry(entry.getName());
        copy.setTimeLocal(entry.getTimeLocal());
        out.putNextEntry(copy);
        out.write(isOld(entry.getName(), bytes) ? modern(bytes, classes) : bytes);
      }
    }
    Files.write(jar, modern.toByteArray());
  }

  /** Whether it is a class whose major version is below that of Java 6. */
  private static boolean isOld(String name, byte[] bytes) {
    return name.endsWith(".class") && bytes[7] < Opcodes.V1_6;
  }

  private static byte[] modern(byte[] old, ClassLoader classes) {
    ClassWriter writer =
        new ClassWriter(ClassWriter.COMPUTE_FRAMES) {
          @Override
          protected ClassLoader getClassLoader() {
            return classes;
          }
        };
    new ClassReader(old)
        .accept(
            new ClassVisitor(Opcodes.ASM9, writer) {
              @Override
              public void visit(
                  int version,
                  int access,
                  String name,
                  String signature,
                  String superName,
                  String[] interfaces) {
                super.visit(Opcodes.V1_8, access, name, signature, superName, interfaces);
              }
            },
            ClassReader.SKIP_FRAMES);
    return writer.toByteArray();
  }
}
