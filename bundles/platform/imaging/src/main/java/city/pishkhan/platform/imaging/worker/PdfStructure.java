package city.pishkhan.platform.imaging.worker;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNull;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * Parses a PDF and compares every object with the permitted content of a paper: pages, pictures, fonts, filled forms,
 * signatures, layers, and links within the file or to the web. The objects are found through the cross-reference table and the
 * trailer, so that no packing hides one. Content streams are not unpacked, because they contain no active content.
 *
 * @param pages number of pages in the page tree
 * @param objectStreams number of streams that contain objects
 * @param forbidden forbidden content, in English, or {@code null}
 * @param page page that holds the forbidden content, from 1; 0 if none does
 */
record PdfStructure(int pages, int objectStreams, String forbidden, int page) {
    /** A plan of 25 MB has about 100,000. */
    private static final int MOST_CONTAINERS = 1_000_000;

    private static final int MOST_DEPTH = 64;

    private static final String SCRIPT = "a script";
    private static final String ACTION = "an action other than a link";
    private static final String FILE = "another file";
    private static final String MEDIA = "sound, video or a 3D model";
    private static final String EXTERNAL = "a reference to an external file";

    /** Keys that are forbidden in any dictionary. */
    private static final Map<String, String> FORBIDDEN_KEYS = Map.ofEntries(
            Map.entry("JS", SCRIPT),
            Map.entry("AA", "an action that runs automatically"),
            Map.entry("XFA", "an XFA form"),
            Map.entry("EF", FILE),
            Map.entry("AF", FILE),
            Map.entry("EmbeddedFiles", FILE),
            Map.entry("RichMediaContent", MEDIA),
            Map.entry("RichMediaSettings", MEDIA),
            Map.entry("3DD", MEDIA),
            Map.entry("OPI", EXTERNAL),
            Map.entry("Encrypt", "encryption"));

    private static final Map<String, String> FORBIDDEN_TYPES = Map.ofEntries(
            Map.entry("EmbeddedFile", FILE),
            Map.entry("Filespec", EXTERNAL),
            Map.entry("F", EXTERNAL),
            Map.entry("Rendition", MEDIA),
            Map.entry("MediaClip", MEDIA),
            Map.entry("Sound", MEDIA),
            Map.entry("3D", MEDIA),
            Map.entry("RichMedia", MEDIA),
            Map.entry("Collection", FILE),
            Map.entry("Requirement", SCRIPT));

    /** Values that are forbidden as {@code /S} of any dictionary, even if it is not referenced as an action. */
    private static final Map<String, String> FORBIDDEN_ACTIONS = Map.ofEntries(
            Map.entry("JavaScript", SCRIPT),
            Map.entry("Launch", "a command"),
            Map.entry("SubmitForm", "a form that submits data"),
            Map.entry("ImportData", EXTERNAL),
            Map.entry("GoToR", EXTERNAL),
            Map.entry("GoToE", FILE),
            Map.entry("Rendition", MEDIA),
            Map.entry("Movie", MEDIA),
            Map.entry("RichMediaExecute", MEDIA),
            Map.entry("GoTo3DView", MEDIA));

    private static final Set<String> ACTION_KEYS = Set.of("Type", "S", "D", "SD", "URI", "IsMap", "N", "Next");
    private static final Set<String> NAMED_ACTIONS = Set.of("NextPage", "PrevPage", "FirstPage", "LastPage");
    private static final List<String> LINKS = List.of("http://", "https://", "www.", "mailto:", "tel:");

    private static final Set<String> FILTERS = Set.of(
            "FlateDecode",
            "Fl",
            "LZWDecode",
            "LZW",
            "ASCII85Decode",
            "A85",
            "ASCIIHexDecode",
            "AHx",
            "RunLengthDecode",
            "RL",
            "CCITTFaxDecode",
            "CCF",
            "DCTDecode",
            "DCT",
            "JBIG2Decode",
            "JPXDecode");

    private static final Set<String> CATALOG_KEYS = Set.of(
            "Type",
            "Version",
            "Extensions",
            "Pages",
            "PageLabels",
            "Names",
            "Dests",
            "ViewerPreferences",
            "PageLayout",
            "PageMode",
            "Outlines",
            "Threads",
            "OpenAction",
            "URI",
            "AcroForm",
            "Metadata",
            "StructTreeRoot",
            "MarkInfo",
            "Lang",
            "OutputIntents",
            "PieceInfo",
            "OCProperties",
            "Perms",
            "Legal",
            "DSS");

    private static final Set<String> NAME_TREES = Set.of("Dests", "AP");

    private static final Set<String> FORM_KEYS =
            Set.of("Fields", "NeedAppearances", "SigFlags", "CO", "DR", "DA", "Q", "Type");

    private static final Set<String> PAGE_KEYS = Set.of(
            "Type",
            "Parent",
            "LastModified",
            "Resources",
            "MediaBox",
            "CropBox",
            "BleedBox",
            "TrimBox",
            "ArtBox",
            "BoxColorInfo",
            "Contents",
            "Rotate",
            "Group",
            "Thumb",
            "B",
            "Dur",
            "Trans",
            "Annots",
            "Metadata",
            "PieceInfo",
            "StructParents",
            "ID",
            "PZ",
            "SeparationInfo",
            "Tabs",
            "TemplateInstantiated",
            "UserUnit",
            "VP",
            "LGIDict",
            "OutputIntents");

    private static final Set<String> ANNOTATIONS = Set.of(
            "Text",
            "Link",
            "FreeText",
            "Line",
            "Square",
            "Circle",
            "Polygon",
            "PolyLine",
            "Highlight",
            "Underline",
            "Squiggly",
            "StrikeOut",
            "Stamp",
            "Caret",
            "Ink",
            "Popup",
            "Widget",
            "PrinterMark",
            "TrapNet",
            "Watermark",
            "Redact");

    /** Permitted keys with values other than a name, number or text; keys with such simple values are always permitted. */
    private static final Set<String> ANNOTATION_KEYS = Set.of(
            "P", "Parent", "Kids", "AP", "BS", "BE", "MK", "Popup", "IRT", "OC", "A", "PA", "Dest", "Measure", "RO",
            "DR", "Lock", "SV", "V", "DV", "RV", "RC", "Opt", "DS");

    /** @throws IOException if the file cannot be parsed or exceeds the limits */
    static PdfStructure of(byte[] bytes) throws IOException {
        try (PDDocument document = Loader.loadPDF(bytes)) {
            return new Walk(document.getDocument()).done();
        }
    }

    /** Kinds of dictionaries with specific rules. */
    private enum Role {
        ANY,
        CATALOG,
        NAMES,
        FORM,
        PAGE,
        ANNOTATION,
        ACTION
    }

    private record Step(COSBase value, Role role) {}

    private record Node(COSBase value, int depth) {}

    /** Visits all objects and stops at the first forbidden one. */
    private static final class Walk {
        private final COSDocument document;
        private final Deque<Step> steps = new ArrayDeque<>();
        private final Map<COSBase, Set<Role>> seen = new IdentityHashMap<>();
        private final Set<Long> streams = new HashSet<>();
        private int containers;
        /** the container that is being visited, or {@code null} */
        private COSBase current;

        Walk(COSDocument document) {
            this.document = document;
        }

        PdfStructure done() throws IOException {
            String forbidden = forbidden();
            return forbidden == null
                    ? new PdfStructure(pages(), streams.size(), null, 0)
                    : new PdfStructure(0, streams.size(), forbidden, pageOf(current));
        }

        private String forbidden() throws IOException {
            COSDictionary trailer = document.getTrailer();
            if (document.isEncrypted() || trailer.containsKey(COSName.ENCRYPT)) {
                return FORBIDDEN_KEYS.get("Encrypt");
            }
            steps.add(new Step(trailer.getItem(COSName.ROOT), Role.CATALOG));
            steps.add(new Step(trailer, Role.ANY));
            for (Map.Entry<COSObjectKey, Long> entry : document.getXrefTable().entrySet()) {
                if (entry.getValue() < 0) {
                    streams.add(-entry.getValue());
                }
                steps.add(new Step(document.getObjectFromPool(entry.getKey()), Role.ANY));
            }
            for (long stream : streams) {
                COSBase found = plain(document.getObjectFromPool(new COSObjectKey(stream, 0)));
                if (!(found instanceof COSStream packed) || !COSName.OBJ_STM.equals(packed.getCOSName(COSName.TYPE))) {
                    return "objects in a stream that is not an object stream";
                }
            }
            while (!steps.isEmpty()) {
                // depth first, to keep the list of pending objects small
                String found = visit(steps.removeLast());
                if (found != null) {
                    return found;
                }
            }
            return null;
        }

        private static COSBase plain(COSBase value) {
            COSBase base = value;
            for (int i = 0; base instanceof COSObject object && i < MOST_DEPTH; i++) {
                base = object.getObject();
            }
            return base;
        }

        private static COSBase plain(COSDictionary dictionary, String key) {
            return plain(dictionary.getItem(COSName.getPDFName(key)));
        }

        private String visit(Step step) throws IOException {
            COSBase value = plain(step.value);
            if (!(value instanceof COSDictionary) && !(value instanceof COSArray)) {
                return null;
            }
            current = value;
            if (!seen.computeIfAbsent(value, key -> EnumSet.noneOf(Role.class)).add(step.role)) {
                return null;
            }
            if (++containers > MOST_CONTAINERS) {
                throw new IOException("it has more than " + MOST_CONTAINERS + " objects");
            }
            if (value instanceof COSArray array) {
                for (int i = 0; i < array.size(); i++) {
                    steps.add(new Step(array.get(i), step.role));
                }
                return null;
            }
            COSDictionary dictionary = (COSDictionary) value;
            String found = any(dictionary);
            if (found == null && dictionary instanceof COSStream stream) {
                found = stream(stream);
            }
            return found == null ? byRole(dictionary, step.role) : found;
        }

        /** Checks the rules for every dictionary. */
        private String any(COSDictionary dictionary) {
            for (COSName name : dictionary.keySet()) {
                String key = name.getName();
                if (FORBIDDEN_KEYS.containsKey(key) && isMeant(key, plain(dictionary, key))) {
                    return FORBIDDEN_KEYS.get(key);
                }
                steps.add(new Step(dictionary.getItem(name), role(dictionary, key)));
            }
            if (plain(dictionary, "Type") instanceof COSName type && FORBIDDEN_TYPES.containsKey(type.getName())) {
                return FORBIDDEN_TYPES.get(type.getName());
            }
            return plain(dictionary, "S") instanceof COSName action ? forbidden(dictionary, action.getName()) : null;
        }

        /** Checks an action wherever it is, because a reader may reach it in a way that the parser does not know. */
        private static String forbidden(COSDictionary dictionary, String action) {
            boolean other =
                    action.equals("URI") && plain(dictionary, "URI") instanceof COSString address && !link(address)
                            || action.equals("Named")
                                    && plain(dictionary, "N") instanceof COSName name
                                    && !NAMED_ACTIONS.contains(name.getName());
            return other ? ACTION : FORBIDDEN_ACTIONS.get(action);
        }

        /** Returns {@code true} if the key has its special meaning; a font or picture may use such a name by chance. */
        private static boolean isMeant(String key, COSBase value) {
            if (value instanceof COSStream) {
                return !key.equals("AF");
            }
            if (!(value instanceof COSDictionary dictionary)) {
                return true;
            }
            return switch (key) {
                case "AA" ->
                    dictionary.keySet().stream()
                            .anyMatch(name -> plain(dictionary, name.getName()) instanceof COSDictionary action
                                    && action.containsKey(COSName.S));
                case "EF", "AF" ->
                    List.of("F", "UF", "EF", "DOS", "Mac", "Unix").stream()
                            .anyMatch(name -> dictionary.containsKey(COSName.getPDFName(name)));
                default -> true;
            };
        }

        /**
         * Determines the role. PDF readers treat dictionaries with {@code /S} in these places as actions; attributes of
         * structure elements have no {@code /S}.
         */
        private static Role role(COSDictionary dictionary, String key) {
            return switch (key) {
                case "A", "PA", "Next", "OpenAction" ->
                    plain(dictionary, key) instanceof COSDictionary action && action.containsKey(COSName.S)
                                    || plain(dictionary, key) instanceof COSArray && key.equals("Next")
                            ? Role.ACTION
                            : Role.ANY;
                case "Annots" -> Role.ANNOTATION;
                case "AcroForm" -> Role.FORM;
                default -> Role.ANY;
            };
        }

        private static String stream(COSStream stream) {
            if (stream.containsKey(COSName.F)
                    || stream.containsKey(COSName.getPDFName("FFilter"))
                    || plain(stream, "Ref") instanceof COSDictionary) {
                return EXTERNAL;
            }
            if (plain(stream, "Subtype") instanceof COSName type
                    && (type.getName().equals("PS") || plain(stream, "Subtype2") instanceof COSName)) {
                return "a PostScript program";
            }
            COSBase filter = plain(stream, "Filter");
            if (filter instanceof COSArray all) {
                for (int i = 0; i < all.size(); i++) {
                    if (!known(plain(all.get(i)))) {
                        return "a stream that is packed in an unknown way";
                    }
                }
                return null;
            }
            return filter == null || known(filter) ? null : "a stream that is packed in an unknown way";
        }

        private static boolean known(COSBase filter) {
            return filter instanceof COSName name && FILTERS.contains(name.getName());
        }

        private String byRole(COSDictionary dictionary, Role role) {
            COSBase type = plain(dictionary, "Type");
            String called = type instanceof COSName name ? name.getName() : "";
            String found =
                    switch (role) {
                        case CATALOG -> catalog(dictionary);
                        case NAMES -> unknown(dictionary, NAME_TREES, "a list of unknown things");
                        case FORM -> unknown(dictionary, FORM_KEYS, "a form of an unknown kind");
                        case PAGE -> unknown(dictionary, PAGE_KEYS, "a page of an unknown kind");
                        case ANNOTATION -> annotation(dictionary);
                        case ACTION -> action(dictionary);
                        case ANY -> null;
                    };
            if (found == null && called.equals("Page") && role != Role.PAGE) {
                found = unknown(dictionary, PAGE_KEYS, "a page of an unknown kind");
            }
            if (found == null && called.equals("Annot") && role != Role.ANNOTATION) {
                found = annotation(dictionary);
            }
            if (found == null && called.equals("Action") && role != Role.ACTION) {
                found = action(dictionary);
            }
            return found;
        }

        private String catalog(COSDictionary catalog) {
            if (plain(catalog, "Names") instanceof COSDictionary) {
                steps.add(new Step(catalog.getItem(COSName.NAMES), Role.NAMES));
            }
            if (plain(catalog, "NeedsRendering") != null) {
                return FORBIDDEN_KEYS.get("XFA");
            }
            if (plain(catalog, "URI") instanceof COSDictionary base
                    && plain(base, "Base") != null
                    && !link(plain(base, "Base"))) {
                return ACTION;
            }
            return unknown(catalog, CATALOG_KEYS, "a part of an unknown kind");
        }

        private String annotation(COSDictionary annotation) {
            COSBase type = plain(annotation, "Subtype");
            if (!(type instanceof COSName name) || !ANNOTATIONS.contains(name.getName())) {
                return "an annotation of an unknown kind";
            }
            return unknown(annotation, ANNOTATION_KEYS, "an annotation of an unknown kind");
        }

        private static String action(COSDictionary action) {
            for (COSName key : action.keySet()) {
                if (!ACTION_KEYS.contains(key.getName())) {
                    return ACTION;
                }
            }
            boolean harmless =
                    switch (plain(action, "S") instanceof COSName name ? name.getName() : "") {
                        case "GoTo" -> true;
                        case "URI" -> link(plain(action, "URI"));
                        case "Named" ->
                            plain(action, "N") instanceof COSName name && NAMED_ACTIONS.contains(name.getName());
                        default -> false;
                    };
            return harmless ? null : ACTION;
        }

        private static boolean link(COSBase address) {
            return address instanceof COSString text
                    && LINKS.stream()
                            .anyMatch(begin -> text.getString().regionMatches(true, 0, begin, 0, begin.length()));
        }

        /** Finds an unknown key. Keys of software makers (ISO 32000, annex E) and keys without object values are permitted. */
        private static String unknown(COSDictionary dictionary, Set<String> known, String what) {
            for (COSName name : dictionary.keySet()) {
                String key = name.getName();
                boolean made = key.indexOf(':') > 0 || key.indexOf('_') > 0 || key.indexOf('.') > 0;
                if (!known.contains(key) && !made && holds(plain(dictionary.getItem(name)), 0)) {
                    return what;
                }
            }
            return null;
        }

        private static boolean holds(COSBase value, int depth) {
            if (value instanceof COSArray array) {
                for (int i = 0; i < array.size(); i++) {
                    if (depth >= MOST_DEPTH || holds(plain(array.get(i)), depth + 1)) {
                        return true;
                    }
                }
                return false;
            }
            return value instanceof COSDictionary;
        }

        /**
         * Finds the first page, in reading order, from which an object is reachable without leaving the page.
         *
         * @return number of the page, from 1, or 0
         */
        private int pageOf(COSBase wanted) {
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

        /** @param visited containers of this and earlier pages, which are not entered again */
        private static boolean isWithin(COSDictionary page, COSBase wanted, Set<COSBase> visited) {
            Deque<COSBase> left = new ArrayDeque<>();
            contained(page, left);
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
                    contained(value, left);
                }
            }
            return false;
        }

        private static void contained(COSBase container, Deque<COSBase> to) {
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

        /** Counts the pages, because the number in the page tree may be wrong. */
        private int pages() throws IOException {
            Deque<Node> nodes = new ArrayDeque<>();
            COSBase root = plain(document.getTrailer(), "Root");
            if (root instanceof COSDictionary catalog) {
                nodes.add(new Node(catalog.getItem(COSName.PAGES), 0));
            }
            Set<COSBase> branches = Collections.newSetFromMap(new IdentityHashMap<>());
            int pages = 0;
            while (!nodes.isEmpty()) {
                Node node = nodes.removeLast();
                if (!(plain(node.value) instanceof COSDictionary dictionary)) {
                    continue;
                }
                if (!(plain(dictionary, "Kids") instanceof COSArray kids)) {
                    String found = unknown(dictionary, PAGE_KEYS, "");
                    // a page may be named twice and is one all the same
                    boolean isNew = branches.add(dictionary);
                    if (found != null || isNew && ++pages > MOST_CONTAINERS) {
                        throw new IOException("it has a page of an unknown kind");
                    }
                    continue;
                }
                if (node.depth > MOST_DEPTH || !branches.add(dictionary)) {
                    throw new IOException("its pages do not form a tree");
                }
                for (int i = 0; i < kids.size(); i++) {
                    nodes.add(new Node(kids.get(i), node.depth + 1));
                }
            }
            return pages;
        }
    }
}
