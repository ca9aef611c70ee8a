package city.pishkhan.post.internal;

import city.pishkhan.platform.secrets.Secrets;
import city.pishkhan.rest.Breaker;
import city.pishkhan.rest.RestPartner;
import city.pishkhan.spi.PostalService;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The post, over REST. */
@Component(
        service = PostalService.class,
        configurationPid = "city.pishkhan.post",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = RestPost.Config.class)
public final class RestPost implements PostalService {

    /** PID {@code city.pishkhan.post}. */
    @ObjectClassDefinition(name = "Pishkhan post")
    public @interface Config {

        @AttributeDefinition(description = "short name, for logs and lists")
        String post() default "post";

        @AttributeDefinition(description = "address above /orders")
        String url();

        @AttributeDefinition(
                type = AttributeType.PASSWORD,
                description = "bearer token, env:NAME or file:/path; empty = none")
        String token() default "";

        @AttributeDefinition(description = "milliseconds until a connection must stand")
        int connectTimeoutMs() default 2_000;

        @AttributeDefinition(description = "milliseconds to wait for the whole reply")
        int receiveTimeoutMs() default 10_000;

        @AttributeDefinition(description = "bytes that a reply may have")
        int maxReplyBytes() default 64 << 10;

        @AttributeDefinition(description = "failures in a row after which the post is left alone for a while")
        int breakerFailures() default 5;

        @AttributeDefinition(description = "seconds of the first such while; doubled with each further failure")
        int breakerSeconds() default 5;

        @AttributeDefinition(description = "seconds of it at most")
        int breakerMostSeconds() default 120;
    }

    private final String name;
    private final PostClient client;

    @Activate
    public RestPost(Config config) {
        name = config.post();
        client = new PostClient(new RestPartner(
                new RestPartner.Settings(
                        name,
                        RestPartner.address("the post", config.url()),
                        config.token().isEmpty() ? "" : Secrets.resolve(config.token()),
                        Duration.ofMillis(config.connectTimeoutMs()),
                        Duration.ofMillis(config.receiveTimeoutMs()),
                        config.maxReplyBytes()),
                new Breaker(
                        Clock.systemUTC(),
                        config.breakerFailures(),
                        Duration.ofSeconds(config.breakerSeconds()),
                        Duration.ofSeconds(config.breakerMostSeconds()))));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String order(Letter letter) {
        return client.order(letter);
    }

    @Override
    public Journey track(UUID id) {
        return client.track(id);
    }

    @Override
    public boolean cancel(UUID id) {
        return client.cancel(id);
    }
}
