#!/bin/sh
# Starts @name@ with the Java that is packaged with it, or else that of JAVA_HOME, or else the one on the PATH;
# JDK_JAVA_OPTIONS may hold more options for it.
# An archive of class data beside this script makes the start short. It fits the JDK and the place that it was made
# with; anywhere else the JVM leaves it aside.
self=$0
while [ -h "$self" ]; do
  target=$(readlink "$self")
  case $target in
    /*) self=$target ;;
    *) case $self in */*) self=${self%/*}/$target ;; *) self=$target ;; esac ;;
  esac
done
case $self in
  */*) home=$(cd "${self%/*}" && pwd -P) || exit ;;
  *) home=$(pwd -P) ;;
esac
if [ -x "${home%/bin}/runtime/bin/java" ]; then
  home=${home%/bin}
  java=$home/runtime/bin/java
  archive=$home/lib/@name@
  # An archive of class data holds the paths of the jars: through this descriptor they are the same wherever a package is.
  if [ -r "$home" ] && [ -d /proc/self/fd ]; then
    exec 9< "$home"
    home=/proc/self/fd/9
  fi
else
  java=${JAVA_HOME:+$JAVA_HOME/bin/}java
  archive=$home/@name@
fi
if [ -f "$archive-${1-}.jsa" ] || [ -f "$archive-${1-}.aot" ]; then
  archive=$archive-$1
fi
set -- @options@ -cp "@classpath@" @main@ "$@"
if [ -f "$archive.aot" ]; then
  set -- -XX:+IgnoreUnrecognizedVMOptions "-XX:AOTCache=$archive.aot" "$@"
else
  set -- "-XX:SharedArchiveFile=$archive.jsa" "$@"
fi
# The log is off because the JVM would complain of an archive that does not fit, and on the standard output.
exec "$java" -Xlog:disable "$@"
