FROM eclipse-temurin:21-jre
ENTRYPOINT java $JAVA_OPTS -jar /app.jar
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ violated: /bin/sh is PID 1
