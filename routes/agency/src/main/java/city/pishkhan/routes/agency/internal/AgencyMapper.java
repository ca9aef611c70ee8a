package city.pishkhan.routes.agency.internal;

import city.pishkhan.api.agencies.Inquiries;
import city.pishkhan.api.agencies.Worklist;
import city.pishkhan.contracts.agency.AgencyNotice;
import city.pishkhan.contracts.agency.Inquiry;
import city.pishkhan.contracts.agency.Item;
import city.pishkhan.contracts.agency.Receipt;
import java.util.Locale;
import java.util.UUID;

/** Converts service objects to the wire form. */
final class AgencyMapper {
    private AgencyMapper() {}

    static Inquiry asked(Inquiries.Asked a) {
        return inquiry(a.inquiry(), a.state(), a.supersededBy());
    }

    /** Converts an inquiry of a list that reports its state separately. */
    static Inquiry inquiry(city.pishkhan.spi.Inquiry i) {
        return inquiry(i, null, null);
    }

    private static Inquiry inquiry(city.pishkhan.spi.Inquiry i, String state, UUID supersededBy) {
        return new Inquiry(
                i.id(),
                i.agency(),
                i.kind(),
                i.caseNumber(),
                i.digest(),
                i.emission(),
                i.asked(),
                i.due(),
                i.facts(),
                i.attachments().stream()
                        .map(a -> new Inquiry.Attachment(
                                a.name(), a.mediaType(), a.sha256(), a.size(), a.role(), a.revision()))
                        .toList(),
                i.findings(),
                state,
                supersededBy);
    }

    static Item item(Worklist.Item i) {
        return new Item(inquiry(i.inquiry()), i.delivered(), i.holder(), i.leaseUntil(), i.fence(), i.reminded());
    }

    static AgencyNotice notice(Inquiries.Posted p) {
        return new AgencyNotice(
                p.notice().inquiry(),
                p.notice().kind().name().toLowerCase(Locale.ROOT),
                p.notice().supersededBy(),
                p.notice().reason(),
                p.created());
    }

    static Receipt receipt(Inquiries.Receipt r) {
        return new Receipt(r.inquiry(), r.state(), r.at(), r.repeated());
    }
}
