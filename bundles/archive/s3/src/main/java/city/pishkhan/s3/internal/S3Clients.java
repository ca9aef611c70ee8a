package city.pishkhan.s3.internal;

import city.pishkhan.platform.secrets.Secrets;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Creates S3 clients from the configuration alone; AWS profile files of the machine are ignored. */
final class S3Clients {
    private static final int ATTEMPTS = 2;

    private S3Clients() {}

    /** @throws IllegalArgumentException if a setting is missing or invalid; the message names the key but never contains a secret */
    static S3Client of(S3Config config) {
        require(!config.bucket().isEmpty(), "bucket is empty");
        require(!config.accessKey().isEmpty() && !config.secretKey().isEmpty(), "accessKey or secretKey is empty");
        require(
                config.connectTimeoutMs() > 0 && config.receiveTimeoutMs() > 0 && config.requestTimeoutMs() > 0,
                "a time-out must be greater than 0");
        S3ClientBuilder builder = S3Client.builder()
                .region(Region.of(config.region()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        Secrets.resolve(config.accessKey()), Secrets.resolve(config.secretKey()))))
                .forcePathStyle(config.pathStyle())
                // Uploads have their own SHA-256 checksums, and some stores do not support the SDK's default ones.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(Duration.ofMillis(config.connectTimeoutMs()))
                        .socketTimeout(Duration.ofMillis(config.receiveTimeoutMs())))
                .overrideConfiguration(
                        c -> c.defaultProfileFile(ProfileFile.aggregator().build())
                                .apiCallTimeout(Duration.ofMillis(config.requestTimeoutMs()))
                                .retryStrategy(StandardRetryStrategy.builder()
                                        .maxAttempts(ATTEMPTS)
                                        .build()));
        if (!config.endpoint().isEmpty()) {
            builder.endpointOverride(address(config.endpoint()));
        }
        return builder.build();
    }

    private static URI address(String endpoint) {
        URI address = URI.create(endpoint);
        require(
                address.getHost() != null
                        && ("http".equals(address.getScheme()) || "https".equals(address.getScheme())),
                "endpoint must be an http or https address");
        return address;
    }

    private static void require(boolean right, String wrong) {
        if (!right) {
            throw new IllegalArgumentException("city.pishkhan.s3: " + wrong);
        }
    }
}
