package city.pishkhan.routes.agency.internal;

import city.pishkhan.api.agencies.AgencyPhrases;
import city.pishkhan.api.agencies.Inquiries;
import city.pishkhan.api.agencies.Worklist;
import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.archive.SheetImages;
import city.pishkhan.api.certificates.Certificates;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.RuleTexts;
import city.pishkhan.contracts.agency.AgencyNotice;
import city.pishkhan.contracts.agency.CertificateChecks;
import city.pishkhan.contracts.agency.Inquiry;
import city.pishkhan.contracts.agency.InquiryForm;
import city.pishkhan.contracts.agency.Item;
import city.pishkhan.contracts.agency.OpenInquiry;
import city.pishkhan.contracts.agency.PageList;
import city.pishkhan.contracts.agency.Receipt;
import city.pishkhan.contracts.agency.Sheet;
import city.pishkhan.doors.mapping.WireMapping;
import city.pishkhan.spi.Attachment;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;

/** Converts service objects to the wire form. */
@Mapper(config = WireMapping.class)
abstract class AgencyMapper {
    static final AgencyMapper INSTANCE = new AgencyMapperImpl();

    Inquiry asked(Inquiries.AgencyInquiry a) {
        return inquiry(a.inquiry(), a.state(), a.supersededBy());
    }

    /** Converts an inquiry without its state, for lists whose items contain the state in a separate field. */
    Inquiry inquiry(city.pishkhan.spi.Inquiry i) {
        return inquiry(i, null, null);
    }

    protected abstract Inquiry inquiry(
            city.pishkhan.spi.Inquiry i, @Nullable String state, @Nullable UUID supersededBy);

    protected abstract Inquiry.Attachment attachment(Attachment a);

    abstract Item item(Worklist.Item i);

    abstract OpenInquiry open(Inquiries.PendingInquiry o);

    @Mapping(target = "inquiry", source = "notice.inquiry")
    @Mapping(target = "kind", source = "notice.kind")
    @Mapping(target = "supersededBy", source = "notice.supersededBy")
    @Mapping(target = "reason", source = "notice.reason")
    abstract AgencyNotice notice(Inquiries.PostedNotice p);

    protected static String kind(city.pishkhan.spi.AgencyNotice.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    abstract Receipt receipt(Inquiries.Receipt r);

    abstract Sheet sheet(Papers.Sheet s);

    abstract CertificateChecks.Result certificate(Certificates.Certificate c);

    abstract List<PageList.Page> pages(List<SheetImages.Page> pages);

    protected abstract PageList.Page page(SheetImages.Page p);

    abstract List<InquiryForm.Phrase> words(List<RuleTexts.Word> words);

    protected abstract InquiryForm.Phrase word(RuleTexts.Word w);

    abstract List<InquiryForm.Phrase> choices(List<Procedures.Choice> choices);

    @Mapping(target = "en", source = "titleEn")
    @Mapping(target = "fa", source = "titleFa")
    protected abstract InquiryForm.Phrase choice(Procedures.Choice c);

    abstract List<InquiryForm.Phrase> conditions(List<AgencyPhrases.Condition> conditions);

    protected abstract InquiryForm.Phrase condition(AgencyPhrases.Condition c);

    abstract List<InquiryForm.Reason> reasons(List<AgencyPhrases.Reason> reasons);

    protected abstract InquiryForm.Reason reason(AgencyPhrases.Reason r);
}
