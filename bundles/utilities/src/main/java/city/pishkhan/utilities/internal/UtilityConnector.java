package city.pishkhan.utilities.internal;

import city.pishkhan.spi.AgencyConnector;
import city.pishkhan.spi.AgencyNotice;
import city.pishkhan.spi.ContractBroken;
import city.pishkhan.spi.Inquiry;
import city.pishkhan.spi.PartnerRefused;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.Reply;
import java.util.Set;

/**
 * Asks one utility company over the interface that they share:
 *
 * <pre>
 * POST {url}/inquiries                  Idempotency-Key: the inquiry's id; 200 the answer, 202 accepted
 * POST {url}/inquiries/{id}/withdrawal  2xx
 * POST {url}/inquiries/{id}/reminder    2xx
 * GET  {url}{healthPath}                2xx, for a company that has one
 * </pre>
 *
 * A 4xx counts as the company's own word only if it is a problem (RFC 9457) with a code; a bare one comes from something in between.
 */
final class UtilityConnector implements AgencyConnector {

    private static final int LONGEST_MESSAGE = 300;
    /** of all companies that share the interface */
    private static final Set<Integer> REFUSALS = Set.of(400, 404, 409, 410, 413, 415, 422);

    private final String agency;
    private final UtilityClient client;

    UtilityConnector(String agency, UtilityClient client) {
        this.agency = agency;
        this.client = client;
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
        } catch (UtilityMapper.Broken e) {
            throw new ContractBroken(agency + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void tell(AgencyNotice agencyNotice) {
        boolean reminds = agencyNotice.kind() == AgencyNotice.Kind.REMINDER;
        // what goes twice is one reminder; the second one says something else
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

    /** @throws PartnerUnavailable if it does not say with 2xx that it is there */
    void health(String path) {
        UtilityClient.Response response = client.get(path);
        if (response.status() / 100 != 2) {
            throw new PartnerUnavailable(agency + ": HTTP " + response.status() + " at " + path);
        }
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
                        plain(problem.code()), agency + ": " + plain(problem.code() + ", " + problem.detail()));
    }

    /** A partner's words, fit for a log: one line, not endless, no national ID or card number in it. */
    private static String plain(String words) {
        String line = words.replaceAll("\\p{Cntrl}+", " ").replaceAll("\\d{8,}", "…");
        return line.length() <= LONGEST_MESSAGE ? line : line.substring(0, LONGEST_MESSAGE) + "…";
    }
}
