package city.pishkhan.routes.citizen.internal;

import city.pishkhan.api.Page;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.governance.ViolationReports;
import city.pishkhan.api.governance.ViolationReports.Filing;
import city.pishkhan.api.governance.ViolationReports.Own;
import city.pishkhan.api.governance.ViolationReports.Place;
import city.pishkhan.contracts.citizen.NewReport;
import city.pishkhan.contracts.citizen.ReportKinds;
import city.pishkhan.contracts.citizen.ReportPhoto;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.doors.call.Upload;
import city.pishkhan.identifiers.RenovationCode;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Operations of citizens on their violation reports. */
final class OwnReportResource {
    private static final String PATH = "/citizen/v1/reports/";

    private final ViolationReports reports;

    OwnReportResource(ViolationReports reports) {
        this.reports = reports;
    }

    DoorReply kinds(DoorCall doorCall) {
        return DoorReply.ok(
                new ReportKinds(CitizenMapper.INSTANCE.reportKinds(reports.kinds()), RenovationCode.LENGTHS));
    }

    /**
     * Files a report. The reply stored for repetitions is encrypted with the reporter's key, and is unreadable once the reporter is erased.
     */
    DoorReply file(DoorCall doorCall) {
        NewReport given = doorCall.body(NewReport.class);
        Own own = reports.file(doorCall.caller(), filing(given));
        return DoorReply.created(PATH + own.number(), CitizenMapper.INSTANCE.report(own))
                .about(UUID.fromString(doorCall.caller().citizen().orElseThrow()));
    }

    private static Filing filing(NewReport given) {
        boolean placed = Stream.of(given.district(), given.address(), given.latitude(), given.longitude())
                .anyMatch(Objects::nonNull);
        return new Filing(
                given.property(),
                given.kind(),
                given.text(),
                placed ? new Place(given.district(), given.address(), given.latitude(), given.longitude()) : null,
                photos(given.photos()));
    }

    private static List<UUID> photos(@Nullable List<String> given) {
        try {
            return given == null
                    ? List.of()
                    : given.stream().map(UUID::fromString).toList();
        } catch (IllegalArgumentException | NullPointerException e) {
            throw Refusal.invalid("report.photo.unknown", "photos");
        }
    }

    /** Examines and stores a photo. Call it without a transaction. */
    Papers.Deposit examinePhoto(DoorCall doorCall) {
        return reports.examinePhoto(doorCall.caller(), doorCall.body(Upload.class)::open);
    }

    /** Registers a photo. The stored reply is encrypted like that of {@link #file}. */
    DoorReply addPhoto(DoorCall doorCall, Papers.Deposit examined) {
        UUID id = reports.addPhoto(doorCall.caller(), examined);
        return DoorReply.created(null, new ReportPhoto(id.toString(), examined.size()))
                .about(UUID.fromString(doorCall.caller().citizen().orElseThrow()));
    }

    DoorReply list(DoorCall doorCall) {
        Page<Own> page = reports.listOwn(doorCall.caller(), doorCall.param("cursor"), doorCall.limit());
        return DoorReply.ok(CitizenMapper.INSTANCE.reports(page));
    }

    DoorReply find(DoorCall doorCall) {
        return DoorReply.ok(
                CitizenMapper.INSTANCE.report(reports.find(doorCall.caller(), doorCall.requiredParam("number"))));
    }
}
