package city.pishkhan.platform.imaging.worker;

import static city.pishkhan.platform.imaging.worker.PdfDefinitions.plain;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.jspecify.annotations.Nullable;

/**
 * Permitted content of a paper: pages, pictures, fonts, filled forms, signatures, layers, and links within the file or to the web. The rules
 * apply to one dictionary at a time and return forbidden content, in English, or {@code null}.
 */
final class PdfRules {
    static final String ENCRYPTION = "encryption";

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
            Map.entry("Encrypt", ENCRYPTION));

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

    /**
     * Values that are forbidden as {@code /S} of any dictionary, even of a dictionary that is not referenced as an
     * action.
     */
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

    /**
     * Permitted keys of an annotation whose values contain a dictionary. Keys whose values contain no dictionary are
     * always permitted.
     */
    private static final Set<String> ANNOTATION_KEYS = Set.of(
            "P", "Parent", "Kids", "AP", "BS", "BE", "MK", "Popup", "IRT", "OC", "A", "PA", "Dest", "Measure", "RO",
            "DR", "Lock", "SV", "V", "DV", "RV", "RC", "Opt", "DS");

    private final PdfDefinitions definitions;

    PdfRules(PdfDefinitions definitions) {
        this.definitions = definitions;
    }

    /** Places in a document with rules of their own. */
    enum Role {
        ANY,
        /** trailer, or a cross-reference stream */
        TRAILER,
        CATALOG,
        NAMES,
        FORM,
        /** page tree: a branch or a page */
        TREE,
        ANNOTATION,
        /** PDF readers treat dictionaries with {@code /S} in these places as actions */
        ACTION;

        /** Returns the role of a value in a dictionary of this role. */
        Role of(String key) {
            return switch (key) {
                case "Root" -> this == TRAILER ? CATALOG : ANY;
                case "Pages" -> this == CATALOG ? TREE : ANY;
                case "Kids" -> this == TREE ? TREE : ANY;
                case "Names" -> this == CATALOG ? NAMES : ANY;
                case "A", "PA", "Next", "OpenAction" -> ACTION;
                case "Annots" -> ANNOTATION;
                case "AcroForm" -> FORM;
                default -> ANY;
            };
        }
    }

    @Nullable
    String forbidden(COSDictionary dictionary, Role role) {
        String found = forbiddenAnywhere(dictionary);
        if (found == null && dictionary instanceof COSStream stream) {
            found = stream(stream);
        }
        return found == null ? forbiddenByRole(dictionary, role) : found;
    }

    /** Checks the rules for every dictionary. */
    private @Nullable String forbiddenAnywhere(COSDictionary dictionary) {
        for (COSName name : dictionary.keySet()) {
            String key = name.getName();
            if (FORBIDDEN_KEYS.containsKey(key)
                    && definitions.values(dictionary.getItem(name)).stream().anyMatch(value -> isMeant(key, value))) {
                return FORBIDDEN_KEYS.get(key);
            }
        }
        if (plain(dictionary, "Type") instanceof COSName type && FORBIDDEN_TYPES.containsKey(type.getName())) {
            return FORBIDDEN_TYPES.get(type.getName());
        }
        return plain(dictionary, "S") instanceof COSName action ? forbiddenAction(dictionary, action.getName()) : null;
    }

    /**
     * Checks an action wherever it is in the file, because a PDF reader may reach the action in a way that the parser
     * does not know.
     */
    private static @Nullable String forbiddenAction(COSDictionary dictionary, String action) {
        boolean other =
                action.equals("URI") && plain(dictionary, "URI") instanceof COSString address && !isLink(address)
                        || action.equals("Named")
                                && plain(dictionary, "N") instanceof COSName name
                                && !NAMED_ACTIONS.contains(name.getName());
        return other ? ACTION : FORBIDDEN_ACTIONS.get(action);
    }

    /**
     * Returns {@code true} if a forbidden key has its special meaning here; a dictionary of fonts or pictures may use
     * the same name by chance.
     */
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

    private @Nullable String stream(COSStream stream) {
        if (stream.containsKey(COSName.F)
                || stream.containsKey(COSName.getPDFName("FFilter"))
                || plain(stream, "Ref") instanceof COSDictionary) {
            return EXTERNAL;
        }
        if (plain(stream, "Subtype") instanceof COSName type
                && (type.getName().equals("PS") || plain(stream, "Subtype2") instanceof COSName)) {
            return "a PostScript program";
        }
        return definitions.values(stream.getItem(COSName.FILTER)).stream().allMatch(PdfRules::isKnown)
                ? null
                : "a stream that is packed in an unknown way";
    }

    private static boolean isKnown(COSBase filter) {
        if (filter instanceof COSArray all) {
            for (int i = 0; i < all.size(); i++) {
                if (!(plain(all.get(i)) instanceof COSName name) || !FILTERS.contains(name.getName())) {
                    return false;
                }
            }
            return true;
        }
        return filter instanceof COSName name && FILTERS.contains(name.getName());
    }

    private @Nullable String forbiddenByRole(COSDictionary dictionary, Role role) {
        String called = plain(dictionary, "Type") instanceof COSName name ? name.getName() : "";
        String found =
                switch (role) {
                    case CATALOG -> catalog(dictionary);
                    case NAMES -> unknown(dictionary, NAME_TREES, "a list of unknown things");
                    case FORM -> unknown(dictionary, FORM_KEYS, "a form of an unknown kind");
                    case TREE -> dictionary.containsKey(COSName.KIDS) ? null : page(dictionary);
                    case ANNOTATION -> annotation(dictionary);
                    // a dictionary without /S is a target within the file or an attribute of a structure, not an action
                    case ACTION -> dictionary.containsKey(COSName.S) ? action(dictionary) : null;
                    case ANY, TRAILER -> null;
                };
        if (found == null && called.equals("Page") && role != Role.TREE) {
            found = page(dictionary);
        }
        if (found == null && called.equals("Annot") && role != Role.ANNOTATION) {
            found = annotation(dictionary);
        }
        if (found == null && called.equals("Action") && role != Role.ACTION) {
            found = action(dictionary);
        }
        return found;
    }

    private @Nullable String catalog(COSDictionary catalog) {
        if (plain(catalog, "NeedsRendering") != null) {
            return FORBIDDEN_KEYS.get("XFA");
        }
        for (COSBase value : definitions.values(catalog.getItem(COSName.URI))) {
            if (value instanceof COSDictionary base && plain(base, "Base") != null && !isLink(plain(base, "Base"))) {
                return ACTION;
            }
        }
        return unknown(catalog, CATALOG_KEYS, "a part of an unknown kind");
    }

    private @Nullable String page(COSDictionary page) {
        return unknown(page, PAGE_KEYS, "a page of an unknown kind");
    }

    private @Nullable String annotation(COSDictionary annotation) {
        COSBase type = plain(annotation, "Subtype");
        if (!(type instanceof COSName name) || !ANNOTATIONS.contains(name.getName())) {
            return "an annotation of an unknown kind";
        }
        return unknown(annotation, ANNOTATION_KEYS, "an annotation of an unknown kind");
    }

    private static @Nullable String action(COSDictionary action) {
        for (COSName key : action.keySet()) {
            if (!ACTION_KEYS.contains(key.getName())) {
                return ACTION;
            }
        }
        boolean harmless =
                switch (plain(action, "S") instanceof COSName name ? name.getName() : "") {
                    case "GoTo" -> true;
                    case "URI" -> isLink(plain(action, "URI"));
                    case "Named" ->
                        plain(action, "N") instanceof COSName name && NAMED_ACTIONS.contains(name.getName());
                    default -> false;
                };
        return harmless ? null : ACTION;
    }

    private static boolean isLink(COSBase address) {
        return address instanceof COSString text
                && LINKS.stream().anyMatch(begin -> text.getString().regionMatches(true, 0, begin, 0, begin.length()));
    }

    /**
     * Finds an unknown key. Keys of software makers (ISO 32000, annex E) and keys whose value contains no dictionary
     * are permitted.
     */
    private @Nullable String unknown(COSDictionary dictionary, Set<String> known, String what) {
        for (COSName name : dictionary.keySet()) {
            String key = name.getName();
            boolean made = key.indexOf(':') > 0 || key.indexOf('_') > 0 || key.indexOf('.') > 0;
            if (!known.contains(key)
                    && !made
                    && definitions.values(dictionary.getItem(name)).stream()
                            .anyMatch(value -> hasDictionary(value, 0))) {
                return what;
            }
        }
        return null;
    }

    private static boolean hasDictionary(COSBase value, int depth) {
        if (value instanceof COSArray array) {
            for (int i = 0; i < array.size(); i++) {
                if (depth >= PdfStructure.MOST_DEPTH || hasDictionary(plain(array.get(i)), depth + 1)) {
                    return true;
                }
            }
            return false;
        }
        return value instanceof COSDictionary;
    }
}
