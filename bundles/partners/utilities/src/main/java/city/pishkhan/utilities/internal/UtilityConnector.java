package city.pishkhan.utilities.internal;

import city.pishkhan.messages.Messages;
import city.pishkhan.platform.secrets.Secrets;
import city.pishkhan.platform.startup.Participation;
import city.pishkhan.spi.AgencyConnector;
import city.pishkhan.spi.AgencyNotice;
import city.pishkhan.spi.ContractBroken;
import city.pishkhan.spi.Inquiry;
import city.pishkhan.spi.PartnerAddress;
import city.pishkhan.spi.PartnerContract;
import city.pishkhan.spi.PartnerHealth;
import city.pishkhan.spi.PartnerRefused;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.Reply;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Connector of one utility company, configured by a file {@code etc/city.pishkhan.utilities-<agency>.cfg}. The companies have a common
 * interface:
 *
 * <pre>
 * POST {url}/inquiries                  Idempotency-Key: the inquiry's id; 200 the answer, 202 accepted
 * POST {url}/inquiries/{id}/withdrawal  2xx
 * POST {url}/inquiries/{id}/reminder    2xx
 * GET  {url}{healthPath}                2xx, if the company has a health check
 * </pre>
 *
 * A 4xx response counts as the company's own reply only if it is a problem (RFC 9457) with a code. Otherwise it comes from an
 * intermediary.
 */
@PartnerContract(
        name = "utility",
        edition = "1.1",
        title = "Inquiries of utility companies",
        file = "city/pishkhan/utilities/contract/utility.openapi.json")
@Component(
        service = {AgencyConnector.class, PartnerHealth.class},
        configurationPid = "city.pishkhan.utilities",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = UtilityConnector.Config.class, factory = true)
public final class UtilityConnector implements AgencyConnector, PartnerHealth {
    private static final Messages MESSAGES = Messages.of(UtilityConnector.class);
    private static final int LONGEST_MESSAGE = 300;
    /** Statuses with which a company may refuse a request. */
    private static final Set<Integer> REFUSALS = Set.of(400, 404, 409, 410, 413, 415, 422);

    /** Configuration of one company. */
    @ObjectClassDefinition(name = "Pishkhan utility company")
    public @interface Config {

        @AttributeDefinition(description = "the agency's name in the procedures, e.g. water")
        String agency();

        @AttributeDefinition(description = "base address, without /inquiries")
        String url();

        @AttributeDefinition(
                type = AttributeType.PASSWORD,
                description = "bearer token, env:NAME or file:/path; empty = none")
        String token() default "";

        @AttributeDefinition(
                description = "path below the url of the company's health check (GET, 2xx), e.g. /health;"
                        + " empty = none, then a deployment only opens a connection")
        String healthPath() default "";

        @AttributeDefinition(description = "connection time-out, in milliseconds")
        int connectTimeoutMs() default 2_000;

        @AttributeDefinition(
                description = "maximum time until a reply begins, and again until it is complete, in milliseconds")
        int receiveTimeoutMs() default 10_000;

        @AttributeDefinition(description = "maximum size of a reply, in bytes")
        int maxReplyBytes() default 1 << 20;
    }

    private final UtilityClient.Settings settings;
    private final String agency;
    private final UtilityClient client;
    private final String healthPath;

    @Activate
    public UtilityConnector(Config config) {
        this(settings(config), config.healthPath());
    }

    /** @param healthPath path of the company's health check, empty for none */
    UtilityConnector(UtilityClient.Settings settings, String healthPath) {
        this.settings = settings;
        this.healthPath = healthPath;
        agency = settings.agency();
        client = new UtilityClient(settings);
    }

    private static UtilityClient.Settings settings(Config config) {
        check(config);
        return new UtilityClient.Settings(
                config.agency(),
                URI.create(config.url()),
                config.token().isEmpty() ? "" : Secrets.resolve(config.token()),
                Duration.ofMillis(config.connectTimeoutMs()),
                Duration.ofMillis(config.receiveTimeoutMs()),
                config.maxReplyBytes());
    }

    private static void check(Config config) {
        if (!config.agency().matches("[a-z][a-z0-9-]{0,39}")) {
            throw new IllegalArgumentException(MESSAGES.bilingual("utility-component.agency", config.agency()));
        }
        if (!config.healthPath().matches("(/[A-Za-z0-9._~-]+)*+")) {
            throw new IllegalArgumentException(
                    MESSAGES.bilingual("utility-component.health-path", config.healthPath()));
        }
    }

    @Deactivate
    void stop() {
        client.close();
    }

    @Override
    public Reply ask(Inquiry inquiry) {
        UtilityClient.Response response = client.post(
                "/inquiries", UtilityMapper.question(inquiry), inquiry.id().toString(), inquiry.traceparent());
        try {
            return switch (response.status()) {
                case 200 -> UtilityMapper.answer(inquiry, response.body());
                case 202 -> UtilityMapper.accepted(inquiry, response.body());
                default -> throw failure(response);
            };
        } catch (UtilityMapper.InvalidResponse e) {
            throw new ContractBroken(agency + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void sendNotice(AgencyNotice agencyNotice) {
        boolean reminds = agencyNotice.kind() == AgencyNotice.Kind.REMINDER;
        // The idempotency key of a reminder includes its reason: a repeated request for the same reminder has the same
        // reason, a second reminder has another one.
        String key = agencyNotice.inquiry() + "-" + agencyNotice.kind()
                + (reminds ? "-" + number(agencyNotice.reason()) : "");
        UtilityClient.Response response = client.post(
                "/inquiries/" + agencyNotice.inquiry() + (reminds ? "/reminder" : "/withdrawal"),
                UtilityMapper.notice(agencyNotice),
                key,
                null);
        if (response.status() / 100 != 2) {
            throw failure(response);
        }
    }

    /** Calls the company's health check, or only opens a connection if it has none. */
    @Override
    public boolean isHealthy() {
        Participation.requireSending(PartnerAddress.origin(settings.url()), PartnerUnavailable::new);
        if (healthPath.isEmpty()) {
            PartnerAddress.requireReachable(settings.url(), settings.connect());
            return true;
        }
        UtilityClient.Response response = client.get(healthPath);
        if (response.status() / 100 != 2) {
            throw new PartnerUnavailable(agency + ": HTTP " + response.status() + " at " + healthPath);
        }
        return true;
    }

    private static String number(String words) {
        return Integer.toHexString(words.hashCode());
    }

    private RuntimeException failure(UtilityClient.Response response) {
        UtilityMapper.Problem problem =
                REFUSALS.contains(response.status()) ? UtilityMapper.problem(response.body()) : null;
        return problem == null
                ? new PartnerUnavailable(agency + ": HTTP " + response.status())
                : new PartnerRefused(
                        sanitize(problem.code()), agency + ": " + sanitize(problem.code() + ", " + problem.detail()));
    }

    /** Makes a partner's text safe for the log: one line of limited length, without national IDs or card numbers. */
    private static String sanitize(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ").replaceAll("\\d{8,}", "…");
        return line.length() <= LONGEST_MESSAGE ? line : line.substring(0, LONGEST_MESSAGE) + "…";
    }
}
