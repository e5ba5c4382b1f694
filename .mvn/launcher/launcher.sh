#!/bin/sh
# Starts @name@ with the Java of JAVA_HOME, or else the one on the PATH; JDK_JAVA_OPTIONS may hold more options for it.
# The archive of class data beside this script makes the start short. It fits the JDK and the place that it was made
# with; anywhere else the JVM leaves it aside.
self=$0
while [ -h "$self" ]; do
  target=$(readlink "$self")
  case $target in
    /*) self=$target ;;
    *) self=${self%/*}/$target ;;
  esac
done
case $self in
  */*) home=$(cd "${self%/*}" && pwd -P) ;;
  *) home=$(pwd -P) ;;
esac
if [ -f "$home/@name@.aot" ]; then
  archive=-XX:AOTCache=$home/@name@.aot
else
  archive=-XX:SharedArchiveFile=$home/@name@.jsa
fi
# The log is off because the JVM would complain of an archive that does not fit, and on the standard output.
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -XX:+IgnoreUnrecognizedVMOptions -Xlog:disable "$archive" \
  @options@ -cp "@classpath@" @main@ "$@"
