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
 * Client of one utility company for the companies' common interface:
 *
 * <pre>
 * POST {url}/inquiries                  Idempotency-Key: the inquiry's id; 200 the answer, 202 accepted
 * POST {url}/inquiries/{id}/withdrawal  2xx
 * POST {url}/inquiries/{id}/reminder    2xx
 * GET  {url}{healthPath}                2xx, for a company that has one
 * </pre>
 *
 * A 4xx response counts as the company's own reply only if it is a problem (RFC 9457) with a code. Otherwise it comes from an
 * intermediary.
 */
final class UtilityConnector implements AgencyConnector {

    private static final int LONGEST_MESSAGE = 300;
    /** Statuses with which a company may refuse a request. */
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
        // The key includes the reason of a reminder: a repeated request is the same reminder, a second reminder has
        // another reason.
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

    /**
     * Checks the company's health endpoint.
     *
     * @throws PartnerUnavailable unless it responds with 2xx
     */
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

    /** Makes a partner's text safe for the log: one line of limited length, without national IDs or card numbers. */
    private static String plain(String words) {
        String line = words.replaceAll("\\p{Cntrl}+", " ").replaceAll("\\d{8,}", "…");
        return line.length() <= LONGEST_MESSAGE ? line : line.substring(0, LONGEST_MESSAGE) + "…";
    }
}
