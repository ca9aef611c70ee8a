package city.pishkhan.routes.office.internal;

import city.pishkhan.api.governance.Offices;
import city.pishkhan.contracts.office.municipal.OfficeNotices;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;

/** Lists the notices that an office has received. */
final class OfficeNoticeResource {
    private final Offices offices;

    OfficeNoticeResource(Offices offices) {
        this.offices = offices;
    }

    DoorReply list(DoorCall doorCall) {
        return DoorReply.ok(new OfficeNotices(MunicipalMapper.INSTANCE.notices(offices.notices(doorCall.caller()))));
    }
}
