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
        return DoorReply.ok(new OfficeNotices(offices.notices(doorCall.caller()).stream()
                .map(n -> new OfficeNotices.Item(
                        n.office(),
                        n.service(),
                        n.expert(),
                        n.until(),
                        n.told(),
                        n.words().english(),
                        n.words().persian()))
                .toList()));
    }
}
