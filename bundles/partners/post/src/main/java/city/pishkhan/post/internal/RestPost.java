package city.pishkhan.post.internal;

import city.pishkhan.rest.RestConnection;
import city.pishkhan.rest.RestPartnerRegister;
import city.pishkhan.spi.PartnerContract;
import city.pishkhan.spi.PostalService;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The postal service, with a REST interface; its address is the base of {@code /orders}. */
@PartnerContract(
        name = "post",
        edition = "1.0",
        title = "Letters by post",
        file = "city/pishkhan/post/contract/post.openapi.json")
@Component(
        service = PostalService.class,
        configurationPid = "city.pishkhan.post",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = RestPost.Config.class)
public final class RestPost implements PostalService {

    /** PID {@code city.pishkhan.post}. */
    @ObjectClassDefinition(name = "Pishkhan post")
    public @interface Config {

        @AttributeDefinition(description = "short name for logs and lists")
        String post() default "post";
    }

    private final String name;
    private final PostClient client;

    @Activate
    public RestPost(Config config, RestConnection connection, @Reference RestPartnerRegister partners) {
        name = config.post();
        client = new PostClient(partners.of(name, "the post", connection));
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
