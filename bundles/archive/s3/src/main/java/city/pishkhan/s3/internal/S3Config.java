package city.pishkhan.s3.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** PID {@code city.pishkhan.s3}. */
@ObjectClassDefinition(name = "Pishkhan S3 store of sheets")
public @interface S3Config {

    @AttributeDefinition(description = "address of the store, http or https; empty = Amazon's address of the region")
    String endpoint() default "";

    @AttributeDefinition(description = "region that requests are signed for")
    String region() default "us-east-1";

    @AttributeDefinition(description = "name of an existing bucket, without versioning and object lock")
    String bucket() default "";

    @AttributeDefinition(description = "prefix of the sheets' names, e.g. archive/")
    String prefix() default "";

    @AttributeDefinition(description = "true = the bucket is part of the path of an address, false = part of its host")
    boolean pathStyle() default true;

    @AttributeDefinition(type = AttributeType.PASSWORD, description = "access key, env:NAME or file:/path")
    String accessKey() default "";

    @AttributeDefinition(type = AttributeType.PASSWORD, description = "secret key, env:NAME or file:/path")
    String secretKey() default "";

    @AttributeDefinition(description = "connection time-out in milliseconds, 1 or more")
    int connectTimeoutMs() default 2_000;

    @AttributeDefinition(description = "read time-out in milliseconds, 1 or more")
    int receiveTimeoutMs() default 5_000;

    @AttributeDefinition(description = "maximum time of a request and its retries in milliseconds, 1 or more")
    int requestTimeoutMs() default 20_000;

    @AttributeDefinition(
            description = "size in bytes above which a sheet is sent in parts of this size, 5242880 or more")
    int partBytes() default 8 << 20;
}
