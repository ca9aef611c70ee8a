package city.pishkhan.s3.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** PID {@code city.pishkhan.s3}. */
@ObjectClassDefinition(name = "Pishkhan S3 store of sheets")
public @interface S3Config {

    @AttributeDefinition(description = "address of the store, http or https; empty = Amazon's, by the region")
    String endpoint() default "";

    @AttributeDefinition(description = "region that requests are signed for")
    String region() default "us-east-1";

    @AttributeDefinition(description = "bucket, which must be there; without versions and without object lock")
    String bucket() default "";

    @AttributeDefinition(description = "what stands before the sheets' names, e.g. archive/")
    String prefix() default "";

    @AttributeDefinition(description = "true = the bucket stands in the path of an address, false = in its host")
    boolean pathStyle() default true;

    @AttributeDefinition(type = AttributeType.PASSWORD, description = "access key, env:NAME or file:/path")
    String accessKey() default "";

    @AttributeDefinition(type = AttributeType.PASSWORD, description = "secret key, env:NAME or file:/path")
    String secretKey() default "";

    @AttributeDefinition(description = "milliseconds until a connection must stand, 1 or more")
    int connectTimeoutMs() default 2_000;

    @AttributeDefinition(description = "milliseconds in which something must come, 1 or more")
    int receiveTimeoutMs() default 5_000;

    @AttributeDefinition(description = "milliseconds for one request and its repetitions, 1 or more")
    int requestTimeoutMs() default 20_000;

    @AttributeDefinition(description = "bytes above which a sheet is sent in parts of that size, 5242880 or more")
    int partBytes() default 8 << 20;
}
