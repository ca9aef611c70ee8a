package city.pishkhan.archive.internal.examination;

import static city.pishkhan.archive.internal.SampleFiles.ascii;
import static city.pishkhan.archive.internal.SampleFiles.concat;
import static city.pishkhan.archive.internal.SampleFiles.deflate;

import city.pishkhan.archive.internal.SampleFiles;
import java.util.LinkedHashMap;
import java.util.Map;

/** Harmless PDFs with elements that scanners and office, drawing and signing programs write. */
final class HarmlessPdfs {
    private static final String PACKED = "/Type/ObjStm/N %N/First %F/Filter/FlateDecode";

    private HarmlessPdfs() {}

    private static PdfFile picture(String dictionary, byte[] content) {
        return PdfFile.page("/Resources<</XObject<</Im0 4 0 R>>/ProcSet[/PDF/ImageB]>>/Contents 5 0 R/Rotate 90")
                .stream(4, "/Type/XObject/Subtype/Image/Width 60/Height 40/BitsPerComponent 8" + dictionary, content)
                .stream(5, "/Filter/FlateDecode", deflate(ascii("q 595 0 0 842 0 0 cm /Im0 Do Q")));
    }

    static Map<String, byte[]> all() {
        Map<String, byte[]> all = new LinkedHashMap<>();
        all.put(
                "a scanner's JPEG",
                picture("/ColorSpace/DeviceRGB/Filter/DCTDecode", SampleFiles.image("jpeg", 1))
                        .table());
        all.put(
                "a fax",
                picture("/ImageMask true/Filter[/CCITTFaxDecode]/DecodeParms[<</K -1/Columns 60>>]", new byte[9])
                        .table());
        all.put(
                "bilevel JBIG2",
                picture("/Filter/JBIG2Decode/DecodeParms<</JBIG2Globals 6 0 R>>", new byte[9]).stream(
                                6, "", new byte[9])
                        .table());
        all.put(
                "JPEG 2000",
                picture("/Filter/JPXDecode/SMaskInData 0", new byte[9]).table());
        all.put(
                "text that names a script",
                PdfFile.page("/Contents 4 0 R/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>")
                        .stream(4, "", ascii("BT /F1 9 Tf (see /JS and /XFA in 4 0 obj \\( stream) Tj ET"))
                        .object(5, "(a text \\) of /AA)")
                        .table());
        all.put(
                "object streams and predicted references",
                new PdfFile()
                        .packed(
                                9,
                                PACKED,
                                SampleFiles::deflate,
                                Map.of(1, "<</Type/Catalog/Pages 2 0 R>>", 2, PdfFile.PAGES, 3, PdfFile.PAGE))
                        .references(true));
        all.put(
                "two object streams, one extends the other, not packed",
                new PdfFile()
                        .packed(8, "/Type/ObjStm/N %N/First %F", plain -> plain, Map.of(3, PdfFile.PAGE))
                        .packed(
                                9,
                                PACKED + "/Extends 8 0 R/DecodeParms null",
                                SampleFiles::deflate,
                                Map.of(1, "<</Type/Catalog/Pages 2 0 R>>", 2, PdfFile.PAGES))
                        .references(false));
        all.put(
                "PDF/A",
                PdfFile.of(
                                "/Metadata 4 0 R/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)"
                                        + "/DestOutputProfile 5 0 R>>]/MarkInfo<</Marked true>>/Lang(fa-IR)/StructTreeRoot 6 0 R"
                                        + "/ViewerPreferences<</DisplayDocTitle true>>/Version/1.7/Extensions<</ADBE<</BaseVersion/1.7/ExtensionLevel 8>>>>")
                        .stream(4, "/Type/Metadata/Subtype/XML", ascii("<?xpacket?><x:xmpmeta>/JS /XFA</x:xmpmeta>"))
                        .stream(5, "/N 3/Filter/FlateDecode", deflate(new byte[100]))
                        .object(
                                6,
                                "<</Type/StructTreeRoot/K 7 0 R/RoleMap<</Heading/H1>>/ClassMap<</A<</O/Layout>>>>>>")
                        .object(
                                7,
                                "<</Type/StructElem/S/Document/P 6 0 R/A<</O/Layout/Placement/Block>>/K 0/Pg 3 0 R>>")
                        .table("/ID[<00><00>]/Info<</Title(x)/Producer(y)/GTS_PDFXVersion(z)>>"));
        all.put(
                "a form without scripts",
                PdfFile.of(
                                "/AcroForm<</Fields[4 0 R 5 0 R]/DR<</Font<</Helv 6 0 R>>>>/DA(/Helv 0 Tf)/NeedAppearances true>>")
                        .object(
                                4,
                                "<</Type/Annot/Subtype/Widget/FT/Tx/T(name)/V(x)/Rect[0 0 9 9]/P 3 0 R/F 4/MK<</BC[0]>>/AP<</N 7 0 R>>>>")
                        .object(
                                5,
                                "<</Type/Annot/Subtype/Widget/FT/Btn/T(yes)/V/On/AS/On/Rect[0 0 9 9]/AP<</N<</On 7 0 R/Off 7 0 R>>>>>>")
                        .object(6, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
                        .stream(7, "/Type/XObject/Subtype/Form/BBox[0 0 9 9]", ascii("q Q"))
                        .object(3, PdfFile.PAGE.replace(">>", "/Annots[4 0 R 5 0 R]>>"))
                        .table());
        all.put(
                "a signature with its history",
                PdfFile.of("/AcroForm<</Fields[4 0 R]/SigFlags 3>>/Perms<</DocMDP 5 0 R>>/DSS<</Certs[6 0 R]/VRI<<>>>>")
                        .object(
                                4,
                                "<</Type/Annot/Subtype/Widget/FT/Sig/T(sig)/V 5 0 R/Rect[0 0 0 0]/P 3 0 R/F 132/Lock<</Action/All>>>>")
                        .object(
                                5,
                                "<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/ByteRange[0 1 2 3]/Contents<00>"
                                        + "/M(D:20260101)/Reason(x)/Reference[<</Type/SigRef/TransformMethod/DocMDP/TransformParams<</P 2/V/1.2>>>>]"
                                        + "/Prop_Build<</App<</Name/Acrobat>>>>>>")
                        .stream(6, "/Filter/FlateDecode", deflate(new byte[20]))
                        .object(3, PdfFile.PAGE.replace(">>", "/Annots[4 0 R]>>"))
                        .table());
        all.put(
                "a drawing with layers and a scale",
                PdfFile.of(
                                "/OCProperties<</OCGs[4 0 R]/D<</ON[4 0 R]/Order[4 0 R]/AS[<</Event/View/OCGs[4 0 R]/Category[/View]>>]>>>>"
                                        + "/PageMode/UseOC/PieceInfo<</Illustrator<</Private<</A 1>>/LastModified(D:2026)>>>>")
                        .object(4, "<</Type/OCG/Name(Walls)/Usage<</View<</ViewState/ON>>>>>>")
                        .object(
                                3,
                                PdfFile.PAGE.replace(
                                        ">>",
                                        "/UserUnit 2/Group<</S/Transparency/CS/DeviceRGB>>/Tabs/S"
                                                + "/VP[<</Type/Viewport/BBox[0 0 9 9]/Measure<</Type/Measure/Subtype/RL/R(1:100)/X[<</U(m)/C 1>>]"
                                                + "/D[<</U(m)/C 1>>]/A[<</U(m2)/C 1>>]>>>>]>>"))
                        .table());
        all.put(
                "links and an outline",
                PdfFile.of("/Outlines 4 0 R/Names<</Dests<</Names[(a)[3 0 R/Fit]]>>>>/OpenAction[3 0 R/XYZ null null 1]"
                                + "/PageLabels<</Nums[0<</S/D>>]>>")
                        .object(4, "<</Type/Outlines/First 5 0 R/Last 6 0 R/Count 2>>")
                        .object(5, "<</Title(One)/Parent 4 0 R/Next 6 0 R/A<</S/GoTo/D(a)>>>>")
                        .object(
                                6,
                                "<</Title(Two)/Parent 4 0 R/Prev 5 0 R/A<</S/URI/URI(https://example.org/JS/XFA)>>>>")
                        .object(
                                3,
                                PdfFile.PAGE.replace(
                                        ">>",
                                        "/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/Border[0 0 0]/Dest[3 0 R/Fit]>>"
                                                + "<</Subtype/Link/Rect[0 0 9 9]/A<</Type/Action/S/Named/N/NextPage>>/PA<</S/URI/URI(http://a.ir)>>>>"
                                                + "<</Subtype/Text/Contents(note)/Popup 7 0 R/Rect[0 0 9 9]/AP<<>>>>"
                                                + "<</Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(mailto:a@b.ir)>>>>]>>"))
                        .object(7, "<</Type/Annot/Subtype/Popup/Rect[0 0 9 9]>>")
                        .table());
        all.put(
                "opened at its first page",
                PdfFile.of("/OpenAction<</S/GoTo/D[3 0 R/FitH 9]>>").table());
        all.put(
                "fonts and letters with short names",
                PdfFile.page("/Resources<</Font<</AA 4 0 R/EF 4 0 R>>/XObject<</AF 5 0 R>>>>")
                        .object(
                                4,
                                "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/FontDescriptor<</Type/FontDescriptor>>"
                                        + "/Encoding<</Type/Encoding/Differences[0/AA/JS/EF/XFA]>>>>")
                        .stream(5, "/Type/XObject/Subtype/Form/BBox[0 0 9 9]", ascii("q Q"))
                        .table());
        all.put(
                "one picture named twice, as Cairo does",
                PdfFile.page("/Resources<</XObject<</x7 4 0 R /x7 4 0 R>>/ExtGState<</a 5 0 R/a 5 0 R>>>>").stream(
                                4, "/Type/XObject/Subtype/Form/BBox[0 0 9 9]", ascii("q Q"))
                        .object(5, "<</Type/ExtGState/CA 1>>")
                        .table());
        all.put(
                "a colour described twice, as a copier does",
                PdfFile.of("/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputCondition(a)/OutputCondition(b)"
                                + "/OutputConditionIdentifier(sRGB)>>]")
                        .table());
        all.put(
                "a target named twice, as an office suite does",
                PdfFile.of("/Dests<</h.1[3 0 R/Fit]/h.1[3 0 R/XYZ 0 9 0]>>").table());
        all.put(
                "a table and a stream of references",
                new PdfFile()
                        .object(1, "<</Type/Catalog/Pages 2 0 R/StructTreeRoot 5 0 R>>")
                        .object(2, PdfFile.PAGES)
                        .object(3, PdfFile.PAGE)
                        .packed(
                                9,
                                PACKED,
                                SampleFiles::deflate,
                                Map.of(5, "<</Type/StructTreeRoot/K[6 0 R]>>", 6, "<</S/Document/P 5 0 R>>"))
                        .hybrid());
        PdfFile packed = new PdfFile()
                .packed(
                        9,
                        PACKED,
                        SampleFiles::deflate,
                        Map.of(1, "<</Type/Catalog/Pages 2 0 R>>", 2, PdfFile.PAGES, 3, PdfFile.PAGE));
        packed.references(true);
        all.put(
                "packed objects, one changed later",
                packed.packed(12, PACKED, SampleFiles::deflate, Map.of(3, PdfFile.PAGE.replace("842", "841")))
                        .references(true));
        byte[] first = PdfFile.of("").table();
        all.put("changed later", changed(first));
        all.put("changed twice", changed(changed(first)));
        all.put(
                "a producer's own keys",
                PdfFile.of("/Xerox:Job<</A 1>>/FICL_Enfocus<</B 1>>/Unknown(x)").table());
        all.put(
                "a tree of pages",
                new PdfFile()
                        .object(1, "<</Type/Catalog/Pages 2 0 R>>")
                        .object(2, "<</Type/Pages/Kids[4 0 R 5 0 R]/Count 2/MediaBox[0 0 9 9]>>")
                        .object(3, "<</Type/Page/Parent 4 0 R>>")
                        .object(4, "<</Type/Pages/Parent 2 0 R/Kids[3 0 R]/Count 1>>")
                        .object(5, "<</Type/Page/Parent 2 0 R>>")
                        .table());
        return all;
    }

    /**
     * Returns the file with an incremental update (ISO 32000): a page is appended that replaces the file's first page.
     */
    private static byte[] changed(byte[] first) {
        String text = new String(first, java.nio.charset.StandardCharsets.ISO_8859_1);
        String before = text.replaceAll("(?s).*startxref\n([0-9]+)\n.*", "$1");
        String page = "3 0 obj\n" + PdfFile.PAGE.replace("842", "841") + "\nendobj\n";
        return concat(
                first,
                ascii(page + "xref\n3 1\n" + String.format("%010d 00000 n \n", first.length)
                        + "trailer\n<</Size 4/Root 1 0 R/Prev " + before + ">>\nstartxref\n"
                        + (first.length + page.length())
                        + "\n%%EOF\n"));
    }
}
