package city.pishkhan.platform.imaging.worker;

import city.pishkhan.platform.imaging.worker.PdfRules.Role;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObjectKey;
import org.jspecify.annotations.Nullable;

/** Visits all definitions of all objects of a PDF, and stops at the first forbidden content. */
final class PdfWalk {
    /** Maximum number of dictionaries and arrays in a file; a plan of 25 MB has about 100,000. */
    private static final int MOST_CONTAINERS = 1_000_000;

    private final COSDocument document;
    private final PdfDefinitions definitions;
    private final PdfRules rules;
    private final Deque<Step> steps = new ArrayDeque<>();
    private final Map<COSBase, Set<Role>> seen = new IdentityHashMap<>();
    private int containers;
    private @Nullable COSBase current;

    private record Step(COSBase value, Role role) {}

    PdfWalk(COSDocument document, PdfDefinitions definitions) {
        this.document = document;
        this.definitions = definitions;
        this.rules = new PdfRules(definitions);
    }

    /** Returns the dictionary or array that was visited last, or {@code null} before the first. */
    @Nullable
    COSBase current() {
        return current;
    }

    /** @return forbidden content, in English, or {@code null} */
    @Nullable
    String forbidden() throws IOException {
        steps.add(new Step(document.getTrailer(), Role.TRAILER));
        for (COSDictionary trailer : definitions.trailers()) {
            steps.add(new Step(trailer, Role.TRAILER));
        }
        for (COSBase value : definitions.unchosen()) {
            steps.add(new Step(value, Role.ANY));
        }
        for (COSObjectKey key : document.getXrefTable().keySet()) {
            steps.add(new Step(document.getObjectFromPool(key), Role.ANY));
        }
        while (!steps.isEmpty()) {
            // depth first, to keep the list of pending objects small
            Step step = steps.removeLast();
            for (COSBase value : definitions.values(step.value)) {
                String found = visit(value, step.role);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private @Nullable String visit(COSBase value, Role role) throws IOException {
        if (!(value instanceof COSDictionary) && !(value instanceof COSArray)) {
            return null;
        }
        current = value;
        if (!seen.computeIfAbsent(value, key -> EnumSet.noneOf(Role.class)).add(role)) {
            return null;
        }
        if (++containers > MOST_CONTAINERS) {
            throw new IOException("it has more than " + MOST_CONTAINERS + " objects");
        }
        if (value instanceof COSArray array) {
            for (int i = 0; i < array.size(); i++) {
                steps.add(new Step(array.get(i), role));
            }
            return null;
        }
        COSDictionary dictionary = (COSDictionary) value;
        for (COSName name : dictionary.keySet()) {
            steps.add(new Step(dictionary.getItem(name), role.of(name.getName())));
        }
        return rules.forbidden(dictionary, role);
    }
}
