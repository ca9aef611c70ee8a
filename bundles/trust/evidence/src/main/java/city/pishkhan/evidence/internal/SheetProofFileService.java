package city.pishkhan.evidence.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.archive.SheetProofFiles;
import city.pishkhan.api.archive.SheetProofs;
import city.pishkhan.api.archive.SheetProofs.TreePath;
import city.pishkhan.journal.Seals;
import city.pishkhan.proofs.CaseProof;
import city.pishkhan.proofs.SheetProof;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Implements {@link SheetProofFiles}: one file with the hash path from a sheet to a root of the archive's tree, and the
 * journal's proof of that root.
 */
@Component(service = SheetProofFiles.class)
public final class SheetProofFileService implements SheetProofFiles {
    private final SheetProofs sheetProofs;
    private final Seals seals;

    @Activate
    public SheetProofFileService(@Reference SheetProofs sheetProofs, @Reference Seals seals) {
        this.sheetProofs = sheetProofs;
        this.seals = seals;
    }

    @Override
    public byte[] create(String sha256, OptionalLong seal) {
        return sheetProofs.paths(sha256).stream()
                .flatMap(path -> proof(path, seal)
                        .map(journal ->
                                new SheetProof(sha256, path.index(), path.size(), path.within(), path.above(), journal))
                        .stream())
                .findFirst()
                // no root of the archive's tree over this sheet is sealed yet; a new root is sealed within a minute
                .orElseThrow(() -> Refusal.of(Refusal.Kind.UNAVAILABLE, "sheet.not-sealed", null))
                .text()
                .getBytes(StandardCharsets.UTF_8);
    }

    private Optional<CaseProof> proof(TreePath path, OptionalLong seal) {
        return seals.proveLast(
                SheetProof.EVENT, seal, entry -> SheetProof.root(entry).equals(path.root()));
    }
}
