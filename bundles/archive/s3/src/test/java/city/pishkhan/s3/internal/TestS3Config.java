package city.pishkhan.s3.internal;

import java.lang.annotation.Annotation;

/** A configuration with short timeouts and the smallest part size. */
record TestS3Config(String endpoint, String bucket, String prefix, String secretKey) implements S3Config {
    @Override
    public String region() {
        return "us-east-1";
    }

    @Override
    public boolean pathStyle() {
        return true;
    }

    @Override
    public String accessKey() {
        return "wire-key";
    }

    @Override
    public int connectTimeoutMs() {
        return 500;
    }

    @Override
    public int receiveTimeoutMs() {
        return 1_500;
    }

    @Override
    public int requestTimeoutMs() {
        return 4_000;
    }

    @Override
    public int partBytes() {
        return 1;
    }

    @Override
    public Class<? extends Annotation> annotationType() {
        return S3Config.class;
    }
}
