# The service in an image of its own: built from this folder, run by a user without rights, one volume, one port.

FROM eclipse-temurin:25-jdk AS build
WORKDIR /build
COPY .mvn .mvn
COPY mvnw pom.xml ./
COPY src src
COPY db db
COPY openapi openapi
RUN ./mvnw -B -ntp -DskipTests package \
    && java -Djarmode=tools -jar target/proofmark-[0-9]*.jar extract --layers --destination layers \
    && mv layers/application/proofmark-[0-9]*.jar layers/application/proofmark.jar

FROM eclipse-temurin:25-jdk
RUN groupadd --gid 10001 proofmark \
    && useradd --uid 10001 --gid 10001 --home-dir /var/lib/proofmark --shell /usr/sbin/nologin proofmark \
    && install -d -o proofmark -g proofmark -m 0700 /var/lib/proofmark
WORKDIR /opt/proofmark
COPY --from=build /build/layers/dependencies/ ./
COPY --from=build /build/layers/spring-boot-loader/ ./
COPY --from=build /build/layers/snapshot-dependencies/ ./
COPY --from=build /build/layers/application/ ./
COPY --from=build /build/target/proofmark-verifier.jar ./
COPY deploy/healthcheck ./
USER 10001:10001
VOLUME /var/lib/proofmark
EXPOSE 8080
# On an address that others reach, the service starts only with PROOFMARK_API_KEY set.
ENV SERVER_ADDRESS=0.0.0.0 \
    SERVER_PORT=8080 \
    PROOFMARK_DATA_DIR=/var/lib/proofmark \
    HOME=/var/lib/proofmark
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 CMD ["/opt/proofmark/healthcheck"]
ENTRYPOINT ["java", "--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", \
    "-XX:MaxRAMPercentage=75", "-XX:+ExitOnOutOfMemoryError", "-jar", "proofmark.jar"]
