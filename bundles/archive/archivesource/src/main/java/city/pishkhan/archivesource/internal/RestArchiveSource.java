package city.pishkhan.archivesource.internal;

import city.pishkhan.messages.Messages;
import city.pishkhan.rest.RestConnection;
import city.pishkhan.rest.RestPartner;
import city.pishkhan.rest.RestPartnerRegister;
import city.pishkhan.spi.ArchiveSource;
import city.pishkhan.spi.PartnerContract;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * An external archive that is accessed over REST. Every file {@code etc/city.pishkhan.archivesource-<source>.cfg} configures one archive:
 *
 * <pre>
 * GET {url}/sheets?property=20-2-8-8-1-0-0&amp;kind=deed&amp;kind=…   200 {"sheets": […]}; 404 {"code": "unknown-property"}
 * GET {url}/sheets/{id}/content                                200 the bytes
 * </pre>
 */
@PartnerContract(
        name = "archive-source",
        edition = "1.0",
        title = "An external archive",
        file = "city/pishkhan/archivesource/contract/archive-source.openapi.json")
@Component(
        service = ArchiveSource.class,
        configurationPid = "city.pishkhan.archivesource",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        // A list of sheets is larger than the default reply limit. Timeouts are short because a citizen waits at the
        // counter.
        property = {
            "maxReplyBytes:Integer=262144",
            "receiveTimeoutMs:Integer=5000",
            "breakerFailures:Integer=3",
            "breakerSeconds:Integer=5",
            "breakerMaxSeconds:Integer=300"
        })
@Designate(ocd = RestArchiveSource.Config.class, factory = true)
public final class RestArchiveSource implements ArchiveSource {
    private static final Messages MESSAGES = Messages.of(RestArchiveSource.class);

    /** Configuration of an external archive. */
    @ObjectClassDefinition(name = "Pishkhan archive source")
    public @interface Config {

        @AttributeDefinition(
                description =
                        "the archive's short name, e.g. district-22; must not change, because fetched documents refer to it")
        String source();

        @AttributeDefinition(description = "display name of the archive; empty = its short name")
        String title() default "";

        @AttributeDefinition(description = "maximum time to transfer a sheet, in milliseconds")
        int contentTimeoutMs() default 20_000;
    }

    private final String name;
    private final String title;
    private final Duration within;
    private final RestPartner partner;

    @Activate
    public RestArchiveSource(Config config, RestConnection connection, @Reference RestPartnerRegister partners) {
        this(config, partners.create(config.source(), "the archive " + config.source(), connection));
    }

    RestArchiveSource(Config config, RestPartner partner) {
        if (config.source() == null || !config.source().matches("[a-z][a-z0-9-]{0,39}")) {
            throw new IllegalArgumentException(MESSAGES.bilingual("archive-source.name", config.source()));
        }
        name = config.source();
        title = config.title().isBlank() ? name : repairEncoding(config.title().strip());
        within = Duration.ofMillis(Math.max(1, config.contentTimeoutMs()));
        this.partner = partner;
    }

    /** Repairs a value that was read as ISO 8859-1 although the configuration file was written as UTF-8. */
    private static String repairEncoding(String raw) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(StandardCharsets.ISO_8859_1.newEncoder().encode(CharBuffer.wrap(raw)))
                    .toString();
        } catch (CharacterCodingException e) {
            // the value was escaped or has another encoding, and is not changed
            return raw;
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public List<Sheet> list(String property, Collection<String> kinds) {
        StringBuilder path = new StringBuilder("/sheets?property=").append(encoded(property));
        kinds.stream().sorted().forEach(kind -> path.append("&kind=").append(encoded(kind)));
        return SheetListMapper.sheets(partner, partner.call("GET", path.toString(), null, null), kinds);
    }

    @Override
    public InputStream open(String id) {
        return partner.open("/sheets/" + encoded(id) + "/content", within);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
