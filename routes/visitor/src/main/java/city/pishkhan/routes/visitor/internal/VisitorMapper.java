package city.pishkhan.routes.visitor.internal;

import city.pishkhan.api.cases.Cases;
import city.pishkhan.api.cases.Tracking;
import city.pishkhan.api.certificates.CertificatePapers;
import city.pishkhan.api.certificates.Certificates;
import city.pishkhan.api.governance.Discipline;
import city.pishkhan.contracts.visitor.CaseStanding;
import city.pishkhan.contracts.visitor.CertificateCheck;
import city.pishkhan.contracts.visitor.ComplaintStanding;
import city.pishkhan.doors.mapping.CommonCaseMapper;
import city.pishkhan.doors.mapping.WireMapping;
import org.mapstruct.Mapper;

/** Converts the standing of cases, complaints and certificates to the public wire form. */
@Mapper(config = WireMapping.class)
abstract class VisitorMapper {
    static final VisitorMapper INSTANCE = new VisitorMapperImpl();

    abstract CaseStanding standing(Tracking.TrackingStatus s);

    protected static String state(Cases.State state) {
        return CommonCaseMapper.state(state);
    }

    abstract ComplaintStanding standing(Discipline.ComplaintStatus s);

    abstract CertificateCheck check(Certificates.Certificate c, CertificatePapers.SignedStatement word);
}
