package city.pishkhan.platform.imaging.worker;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import javax.imageio.ImageIO;

/** Main class of the process that makes pictures. The process ends when its standard input ends. */
public final class PictureProgram {
    private PictureProgram() {}

    public static void main(String[] arguments) throws IOException {
        // output of decoders must not mix with the replies
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        ImageIO.setUseCache(false);
        new PictureLoop(
                        new DataInputStream(new BufferedInputStream(new FileInputStream(FileDescriptor.in))),
                        new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out))))
                .run();
    }
}
