package city.pishkhan.routes.committee.internal;

import city.pishkhan.api.Page;
import city.pishkhan.api.governance.Discipline;
import city.pishkhan.contracts.committee.Complaint;
import city.pishkhan.contracts.committee.ComplaintList;
import city.pishkhan.doors.mapping.WireMapping;
import org.mapstruct.Mapper;

/** Converts complaints and their sanctions to the wire form. */
@Mapper(config = WireMapping.class)
abstract class ComplaintMapper {
    static final ComplaintMapper INSTANCE = new ComplaintMapperImpl();

    abstract ComplaintList list(Page<Discipline.Complaint> page);

    abstract Complaint complaint(Discipline.Complaint c);

    protected abstract Complaint.Party party(Discipline.Party p);

    protected abstract Complaint.Sanction sanction(Discipline.Sanction s);

    protected abstract Complaint.Appeal appeal(Discipline.Appeal a);
}
