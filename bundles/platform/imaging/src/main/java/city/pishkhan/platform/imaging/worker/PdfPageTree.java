package city.pishkhan.platform.imaging.worker;

import static city.pishkhan.platform.imaging.worker.PdfDefinitions.plain;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNull;
import org.jspecify.annotations.Nullable;

/** Counts the pages of a PDF, and finds the page that contains an object. */
final class PdfPageTree {
    private static final int MOST_PAGES = 1_000_000;

    private record Node(COSBase value, int depth) {}

    private PdfPageTree() {}

    /**
     * Counts the pages, because the number in the page tree may be wrong.
     *
     * @throws IOException if the pages are not a tree
     */
    static int count(COSDocument document) throws IOException {
        Deque<Node> nodes = new ArrayDeque<>();
        if (plain(document.getTrailer(), "Root") instanceof COSDictionary catalog) {
            nodes.add(new Node(catalog.getItem(COSName.PAGES), 0));
        }
        Set<COSBase> branches = Collections.newSetFromMap(new IdentityHashMap<>());
        int pages = 0;
        while (!nodes.isEmpty()) {
            Node node = nodes.removeLast();
            if (!(plain(node.value) instanceof COSDictionary dictionary)) {
                continue;
            }
            // a page that the tree names twice is counted once
            boolean isNew = branches.add(dictionary);
            if (!(plain(dictionary, "Kids") instanceof COSArray kids)) {
                if (isNew && ++pages > MOST_PAGES) {
                    throw new IOException("it has more than " + MOST_PAGES + " pages");
                }
                continue;
            }
            if (node.depth > PdfStructure.MOST_DEPTH || !isNew) {
                throw new IOException("its pages do not form a tree");
            }
            for (int i = 0; i < kids.size(); i++) {
                nodes.add(new Node(kids.get(i), node.depth + 1));
            }
        }
        return pages;
    }

    /**
     * Finds the first page, in reading order, from which references lead to an object without passing through another
     * page.
     *
     * @param wanted dictionary or array to be found, or {@code null}
     * @return number of the page, from 1; 0 if there is no such page
     */
    static int pageOf(COSDocument document, @Nullable COSBase wanted) {
        Set<COSBase> visited = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<COSBase> branches = new ArrayDeque<>();
        if (plain(document.getTrailer(), "Root") instanceof COSDictionary catalog) {
            branches.push(Objects.requireNonNullElse(catalog.getItem(COSName.PAGES), COSNull.NULL));
        }
        int page = 0;
        while (wanted != null && !branches.isEmpty()) {
            if (!(plain(branches.pop()) instanceof COSDictionary branch) || !visited.add(branch)) {
                continue;
            }
            if (plain(branch, "Kids") instanceof COSArray kids && !"Page".equals(branch.getNameAsString("Type"))) {
                for (int i = kids.size() - 1; i >= 0; i--) {
                    branches.push(Objects.requireNonNullElse(kids.get(i), COSNull.NULL));
                }
                continue;
            }
            page++;
            if (branch == wanted || isWithin(branch, wanted, visited)) {
                return page;
            }
        }
        return 0;
    }

    /** @param visited dictionaries and arrays of this page and of earlier pages, which are not visited again */
    private static boolean isWithin(COSDictionary page, COSBase wanted, Set<COSBase> visited) {
        Deque<COSBase> left = new ArrayDeque<>();
        pushContained(page, left);
        while (!left.isEmpty()) {
            COSBase value = plain(left.pop());
            boolean elsewhere = value instanceof COSDictionary dictionary
                    && (dictionary.containsKey(COSName.KIDS) && dictionary.containsKey(COSName.COUNT)
                            || "Page".equals(dictionary.getNameAsString("Type")));
            if (elsewhere || !(value instanceof COSDictionary || value instanceof COSArray)) {
                continue;
            }
            if (value == wanted) {
                return true;
            }
            if (visited.add(value)) {
                pushContained(value, left);
            }
        }
        return false;
    }

    private static void pushContained(COSBase container, Deque<COSBase> to) {
        if (container instanceof COSDictionary dictionary) {
            dictionary.entrySet().stream()
                    .filter(entry -> !COSName.PARENT.equals(entry.getKey()))
                    .forEach(entry -> to.push(entry.getValue()));
        } else if (container instanceof COSArray array) {
            for (int i = 0; i < array.size(); i++) {
                to.push(Objects.requireNonNullElse(array.get(i), COSNull.NULL));
            }
        }
    }
}
