package city.pishkhan.routes.office.internal;

import city.pishkhan.api.Page;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.archive.ArchiveCatalogue;
import city.pishkhan.contracts.office.archive.DocumentSearch;
import city.pishkhan.contracts.office.archive.DocumentTitle;
import city.pishkhan.contracts.office.archive.HoldingList;
import city.pishkhan.contracts.office.archive.HoldingQuestion;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.doors.call.FieldCheck;
import city.pishkhan.identifiers.RenovationCode;
import org.jspecify.annotations.Nullable;

/** Operations of archive clerks on holdings and documents. */
final class ArchiveResource {
    private static final int LONGEST_WORDS = 400;
    private static final int LONGEST_CURSOR = 30;

    private final ArchiveCatalogue catalogue;

    ArchiveResource(ArchiveCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    DoorReply holdings(DoorCall doorCall) {
        HoldingQuestion asked = doorCall.body(HoldingQuestion.class);
        return DoorReply.ok(new HoldingList(
                PaperMapper.INSTANCE.holdings(catalogue.holdings(doorCall.caller(), asked.properties()))));
    }

    DoorReply search(DoorCall doorCall) {
        DocumentSearch asked = doorCall.body(DocumentSearch.class);
        String cursor = FieldCheck.optional("cursor", asked.cursor(), LONGEST_CURSOR);
        Page<ArchiveCatalogue.Document> page;
        if (asked.property() != null) {
            if (asked.words() != null || asked.kind() != null || asked.district() != null) {
                throw Refusal.invalid("archive.search", "property");
            }
            page = catalogue.documents(doorCall.caller(), asked.property(), cursor);
        } else {
            page = catalogue.search(
                    doorCall.caller(),
                    FieldCheck.text("words", asked.words(), LONGEST_WORDS),
                    asked.kind() == null ? null : FieldCheck.name("kind", asked.kind()),
                    asked.district() == null
                            ? null
                            : (int) FieldCheck.range("district", asked.district(), 1, RenovationCode.DISTRICTS),
                    cursor);
        }
        return DoorReply.ok(PaperMapper.INSTANCE.documents(page));
    }

    DoorReply titleDocument(DoorCall doorCall) {
        return title(doorCall, "document");
    }

    DoorReply titleDossier(DoorCall doorCall) {
        return title(doorCall, "dossier");
    }

    private DoorReply title(DoorCall doorCall, String of) {
        DocumentTitle given = doorCall.body(DocumentTitle.class);
        return DoorReply.ok(PaperMapper.INSTANCE.document(catalogue.setTitleAndNotes(
                doorCall.caller(), of.equals("dossier"), id(doorCall.param(of)), given.title(), given.notes())));
    }

    private static long id(@Nullable String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw Refusal.notFound("archive-document");
        }
    }
}
