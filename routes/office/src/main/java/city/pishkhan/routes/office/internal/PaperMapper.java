package city.pishkhan.routes.office.internal;

import city.pishkhan.api.Page;
import city.pishkhan.api.archive.ArchiveCatalogue;
import city.pishkhan.api.archive.Redactions;
import city.pishkhan.api.archive.ResumableUploads;
import city.pishkhan.api.archive.SheetImages;
import city.pishkhan.api.cases.Attestations;
import city.pishkhan.api.cases.Cases;
import city.pishkhan.contracts.office.archive.ArchiveDocument;
import city.pishkhan.contracts.office.archive.DocumentList;
import city.pishkhan.contracts.office.archive.HoldingList;
import city.pishkhan.contracts.office.attestations.Attestation;
import city.pishkhan.contracts.office.attestations.AttestationList;
import city.pishkhan.contracts.office.attestations.OriginalList;
import city.pishkhan.contracts.office.attestations.SheetRecall;
import city.pishkhan.contracts.office.papers.PaperReference;
import city.pishkhan.contracts.office.papers.Redaction;
import city.pishkhan.contracts.office.papers.UnfinishedUpload;
import city.pishkhan.doors.mapping.WireMapping;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.mapstruct.Named;

/** Converts archive documents, attestations, redactions and uploads to the wire form. */
@Mapper(config = WireMapping.class)
abstract class PaperMapper {
    static final PaperMapper INSTANCE = new PaperMapperImpl();

    abstract List<HoldingList.Item> holdings(List<ArchiveCatalogue.Holding> holdings);

    @Mapping(target = "papers", source = "kinds")
    protected abstract HoldingList.Item holding(ArchiveCatalogue.Holding h);

    protected abstract HoldingList.Paper holdingPaper(ArchiveCatalogue.Kind k);

    abstract DocumentList documents(Page<ArchiveCatalogue.Document> page);

    @Mapping(target = "id", qualifiedByName = "number")
    @Mapping(target = "dossier", qualifiedByName = "number")
    @Mapping(target = "date", source = "dated")
    @Mapping(target = "read", qualifiedByName = "absentIfFalse")
    abstract ArchiveDocument document(ArchiveCatalogue.Document d);

    @Named("number")
    protected static String number(long id) {
        return String.valueOf(id);
    }

    @Named("absentIfFalse")
    protected static @Nullable Boolean absentIfFalse(boolean flag) {
        return flag ? true : null;
    }

    @Mapping(target = "items", source = "attestations")
    @Mapping(target = "papers", source = "attestable")
    abstract AttestationList attestations(Attestations.CaseAttestations c);

    protected abstract PaperReference paperReference(Cases.Paper p);

    Attestation attestation(Attestations.Attestation a) {
        return attestation(a, null);
    }

    /** @param complaint tracking code of the complaint about the attestation, or {@code null} */
    @Mapping(target = "serial", source = "a.seen.serial")
    @Mapping(target = "issuer", source = "a.seen.issuer")
    @Mapping(target = "seen", source = "a.seen.seen")
    abstract Attestation attestation(Attestations.Attestation a, @Nullable String complaint);

    protected abstract Attestation.Step step(Attestations.Step s);

    @Mapping(target = "items", source = "uses")
    abstract SheetRecall recall(Attestations.Recall r);

    protected abstract SheetRecall.Item use(Attestations.Use u);

    abstract List<OriginalList.Item> tasks(List<Attestations.Task> tasks);

    protected abstract OriginalList.Item task(Attestations.Task t);

    abstract List<Redaction> redactions(List<Redactions.Redaction> redactions);

    @Mapping(target = "regions", source = "areas")
    abstract Redaction redaction(Redactions.Redaction r);

    /** Converts an area to the notation {@code x,y,width,height}. */
    protected static String region(SheetImages.Area a) {
        return a.x() + "," + a.y() + ',' + a.width() + ',' + a.height();
    }

    abstract List<UnfinishedUpload> unfinished(List<ResumableUploads.Unfinished> uploads);

    protected abstract UnfinishedUpload unfinished(ResumableUploads.Unfinished u);
}
