package city.pishkhan.configuration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Builds a bundle with descriptions of its configurations, as the build generates them. */
public final class TestJar {
    private TestJar() {}

    /**
     * Keys of utilities (factory, with metatype), the SMS provider (singleton, component defaults only), and a bundle without
     * descriptions.
     */
    public static KnownKeys known(Path folder) throws IOException {
        return KnownKeys.of(List.of(ownBundle(folder), otherBundle(folder)));
    }

    public static Path ownBundle(Path folder) throws IOException {
        return jar(
                folder.resolve("ours.jar"),
                "city.pishkhan.utilities;singleton:=true",
                "OSGI-INF/metatype/Config.xml",
                """
                <metatype:MetaData xmlns:metatype="http://www.osgi.org/xmlns/metatype/v1.2.0">
                  <OCD id="x$Config" name="Utility">
                    <AD id="agency" type="String" description="the agency's name"/>
                    <AD id="channel" type="String"><Option label="" value="system"/><Option label="" value="worklist"/></AD>
                    <AD id="credential" type="Password" description="bearer token" default=""/>
                    <AD id="consumers" type="Integer" default="4" min="1" max="64"/>
                    <AD id="strict" type="Boolean" default="false"/>
                    <AD id="paths" type="String" cardinality="2147483647" default="/a,/b"/>
                  </OCD>
                  <Designate factoryPid="city.pishkhan.utilities"><Object ocdref="x$Config"/></Designate>
                </metatype:MetaData>
                """,
                "OSGI-INF/x.xml",
                """
                <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="x" configuration-pid="city.pishkhan.utilities city.pishkhan.sms">
                  <property name="consumers" type="Integer" value="4"/>
                  <property name="url" value="http://a"/>
                </scr:component>
                """);
    }

    static Path otherBundle(Path folder) throws IOException {
        return jar(
                folder.resolve("others.jar"),
                "org.example.heritage",
                "OSGI-INF/h.xml",
                """
                <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="h" configuration-pid="city.pishkhan.heritage">
                  <property name="agency" value="heritage"/>
                </scr:component>
                """);
    }

    private static Path jar(Path file, String name, String... entries) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", name);
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            for (int i = 0; i < entries.length; i += 2) {
                jar.putNextEntry(new JarEntry(entries[i]));
                jar.write(entries[i + 1].getBytes(StandardCharsets.UTF_8));
            }
        }
        return file;
    }
}
