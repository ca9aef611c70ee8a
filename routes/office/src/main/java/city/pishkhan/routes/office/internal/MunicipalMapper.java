package city.pishkhan.routes.office.internal;

import city.pishkhan.api.Page;
import city.pishkhan.api.governance.Offices;
import city.pishkhan.api.governance.ViolationReports;
import city.pishkhan.api.money.Fees;
import city.pishkhan.contracts.office.municipal.FeeList;
import city.pishkhan.contracts.office.municipal.OfficeNotices;
import city.pishkhan.contracts.office.municipal.ReportList;
import city.pishkhan.contracts.office.municipal.ReportableKinds;
import city.pishkhan.contracts.office.municipal.TakenReport;
import city.pishkhan.doors.mapping.WireMapping;
import java.util.List;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;

/** Converts an office's fees and notices and the violation reports of its district to the wire form. */
@Mapper(config = WireMapping.class)
abstract class MunicipalMapper {
    static final MunicipalMapper INSTANCE = new MunicipalMapperImpl();

    @Mapping(target = "fees", source = "page.items")
    @Mapping(target = "totals", source = "totals")
    abstract FeeList fees(Page<Fees.Fee> page, Fees.Totals totals);

    @Mapping(target = "duty", source = "code")
    protected abstract FeeList.Fee fee(Fees.Fee f);

    protected abstract FeeList.Totals totals(Fees.Totals t);

    abstract List<OfficeNotices.Item> notices(List<Offices.Notice> notices);

    @Mapping(target = "message", source = "words.english")
    @Mapping(target = "messageFa", source = "words.persian")
    protected abstract OfficeNotices.Item notice(Offices.Notice n);

    abstract ReportList reports(Page<ViolationReports.Line> page);

    @Mapping(target = "kind", source = "kind.code")
    @Mapping(target = "kindEn", source = "kind.titleEn")
    @Mapping(target = "kindFa", source = "kind.titleFa")
    protected abstract ReportList.Line report(ViolationReports.Line l);

    protected static String source(ViolationReports.Source source) {
        return source.code();
    }

    protected abstract ReportList.Place place(ViolationReports.Place p);

    abstract TakenReport confirmation(ViolationReports.Line l);

    abstract List<ReportableKinds.Kind> kinds(List<ViolationReports.Kind> kinds);

    protected abstract ReportableKinds.Kind kind(ViolationReports.Kind k);
}
