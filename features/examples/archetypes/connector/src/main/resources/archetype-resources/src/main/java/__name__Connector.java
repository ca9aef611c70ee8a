package ${package};

import city.pishkhan.rest.RestConnection;
import city.pishkhan.rest.RestPartner;
import city.pishkhan.rest.RestPartners;
import city.pishkhan.rest.RestReply;
import city.pishkhan.spi.AgencyConnector;
import city.pishkhan.spi.AgencyNotice;
import city.pishkhan.spi.Answer;
import city.pishkhan.spi.Condition;
import city.pishkhan.spi.Inquiry;
import city.pishkhan.spi.PartnerHealth;
import city.pishkhan.spi.Reply;
import city.pishkhan.spi.Verdict;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/**
 * REST client of the partner. The partner's address is configured in {@code etc/city.pishkhan.${agency}.cfg}.
 *
 * <pre>
 * POST {url}/requests  {"request_no", "checksum", "file_no", "address", "flats"}
 *   201                {"request_no", "checksum", "ticket", "status": "OK" | "OK_WITH_TERMS" | "NO" | "PENDING",
 *                       "terms": [{"code", "text"}], "remark"}
 * </pre>
 *
 * Calls are idempotent: the partner gives the same answer to a repeated request_no.
 */
@Component(
        service = {AgencyConnector.class, PartnerHealth.class},
        property = "agency=${agency}",
        configurationPid = "city.pishkhan.${agency}",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class ${name}Connector implements AgencyConnector, PartnerHealth {

    private final RestPartner partner;

    @Activate
    public ${name}Connector(RestConnection connection) {
        this(RestPartners.of("${agency}", "the agency ${agency}", connection));
    }

    ${name}Connector(RestPartner partner) {
        this.partner = partner;
    }

    @Override
    public Reply ask(Inquiry inquiry) {
        Map<String, Object> facts = inquiry.facts();
        RestReply reply = partner.call(
                "POST",
                "/requests",
                inquiry.id(),
                JsonNodeFactory.instance
                        .objectNode()
                        .put("request_no", inquiry.id().toString())
                        .put("checksum", inquiry.digest())
                        .put("file_no", inquiry.caseNumber())
                        .put("address", String.valueOf(facts.get("property")))
                        .put("flats", facts.get("units") instanceof Number units ? units.longValue() : 0));
        if (reply.status() >= 400) {
            throw partner.refused(reply);
        }
        if (!reply.text("request_no").equals(inquiry.id().toString())) {
            throw partner.invalidReply("a reply to another request");
        }
        return switch (reply.text("status")) {
            case "OK" -> answer(inquiry, reply, Verdict.APPROVE);
            case "OK_WITH_TERMS" -> answer(inquiry, reply, Verdict.APPROVE_WITH_CONDITIONS);
            case "NO" -> answer(inquiry, reply, Verdict.REJECT);
            case "PENDING" -> new Reply.Accepted(inquiry.id(), reply.text("ticket"));
            default -> throw partner.invalidReply("an unknown status");
        };
    }

    /**
     * Builds the answer. It contains the checksum that the partner returned, by which the hub verifies that the answer
     * belongs to this inquiry.
     */
    private static Answer answer(Inquiry inquiry, RestReply reply, Verdict verdict) {
        List<Condition> terms = new ArrayList<>();
        for (JsonNode term : reply.body().path("terms")) {
            terms.add(new Condition(term.path("code").asText(), term.path("text").asText()));
        }
        return new Answer(
                inquiry.id(),
                reply.text("checksum"),
                verdict,
                terms,
                Map.of(),
                reply.text("remark").isEmpty() ? null : reply.text("remark"),
                null,
                reply.text("ticket"),
                List.of());
    }

    /** Does nothing: the partner's interface has no withdrawals and reminders, and the hub ignores late answers. */
    @Override
    public void sendNotice(AgencyNotice notice) {}

    /**
     * Checks that the partner can be reached, so that a deployment detects a wrong address before an inquiry is sent.
     * Call a health path of the partner instead if the partner has one.
     */
    @Override
    public boolean isHealthy() {
        partner.checkReachable();
        return true;
    }
}
