FROM eclipse-temurin:21-jre
ENTRYPOINT ["sh", "-c", "java $JAVA_OPTS -jar /app.jar; echo ended"]
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ violated: sh stays PID 1 to run echo
