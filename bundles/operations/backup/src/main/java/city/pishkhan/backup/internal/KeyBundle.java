package city.pishkhan.backup.internal;

import city.pishkhan.api.backup.Backups.KeyPlace;
import city.pishkhan.persistence.copy.BackupFault;
import city.pishkhan.persistence.copy.BackupFile;
import city.pishkhan.platform.secrets.Secrets;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSAuthEnvelopedData;
import org.bouncycastle.cms.CMSAuthEnvelopedDataGenerator;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.PasswordRecipient;
import org.bouncycastle.cms.PasswordRecipientInformation;
import org.bouncycastle.cms.RecipientInfoGenerator;
import org.bouncycastle.cms.RecipientInformation;
import org.bouncycastle.cms.bc.BcCMSContentEncryptorBuilder;
import org.bouncycastle.cms.bc.BcPasswordRecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JcePasswordAuthEnvelopedRecipient;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OutputAEADEncryptor;
import org.bouncycastle.operator.jcajce.JcaAlgorithmParametersConverter;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a hub in one file. It is a ZIP with the keys and {@code keys.json}, which names their backup. The ZIP is
 * encrypted as CMS (RFC 5652, 5083, 5084) with AES-256-GCM. The content key is wrapped with a passphrase (PBKDF2 with
 * HMAC-SHA-256, 600,000 rounds) or for the holder of a certificate (RSA-OAEP). {@code openssl cms -decrypt} can open it
 * without a hub.
 *
 * @param backup id of the backup
 * @param manifest SHA-256 of the backup's manifest
 * @param signer id of the key that signed the manifest; {@code null} if unknown
 * @param files content by name
 */
record KeyBundle(UUID backup, String manifest, String signer, SortedMap<String, byte[]> files) {
    static final int SHORTEST = 16;

    private static final String LIST = "keys.json";
    private static final int ROUNDS = 600_000;
    private static final int SALT = 16;
    private static final int LARGEST = 64 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param files SHA-256 by name */
    private record Contents(UUID backup, String manifest, String signer, Map<String, String> files) {}

    /**
     * Prepares the encryption. It fails before anything is written.
     *
     * @throws IllegalArgumentException if the keys cannot be encrypted as requested
     */
    static RecipientInfoGenerator recipient(KeyPlace place) throws IOException {
        if ((place.passphrase() == null) == (place.recipient() == null)) {
            throw new IllegalArgumentException(
                    "Name what encrypts the keys: a passphrase (env:NAME or file:/path) or the certificate of a recipient");
        }
        return place.recipient() == null ? byPassphrase(passphrase(place)) : forRecipient(place.recipient());
    }

    private static char[] passphrase(KeyPlace keys) {
        String place = Objects.requireNonNull(keys.passphrase());
        if (!place.matches("(env|file):.+")) {
            throw new IllegalArgumentException(
                    "Give the passphrase of the keys as env:NAME or file:/path, not as plain text");
        }
        char[] passphrase = Secrets.resolve(place).toCharArray();
        if (passphrase.length < SHORTEST) {
            throw new IllegalArgumentException("The passphrase of the keys has fewer than " + SHORTEST + " characters");
        }
        return passphrase;
    }

    private static RecipientInfoGenerator byPassphrase(char[] passphrase) {
        byte[] salt = new byte[SALT];
        new SecureRandom().nextBytes(salt);
        return new BcPasswordRecipientInfoGenerator(CMSAlgorithm.AES256_CBC, passphrase)
                .setPRF(PasswordRecipient.PRF.HMacSHA256)
                .setSaltAndIterationCount(salt, ROUNDS);
    }

    private static RecipientInfoGenerator forRecipient(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            X509Certificate certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
            if (!certificate.getPublicKey().getAlgorithm().equals("RSA")) {
                throw new IllegalArgumentException(file + " is not a certificate of an RSA key");
            }
            AlgorithmIdentifier oaep = new JcaAlgorithmParametersConverter()
                    .getAlgorithmIdentifier(
                            PKCSObjectIdentifiers.id_RSAES_OAEP,
                            new OAEPParameterSpec(
                                    "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));
            return new JceKeyTransRecipientInfoGenerator(certificate, oaep);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(file + " cannot be read as a certificate: " + e.getMessage(), e);
        }
    }

    byte[] encrypted(RecipientInfoGenerator recipient) throws IOException {
        try {
            CMSAuthEnvelopedDataGenerator generator = new CMSAuthEnvelopedDataGenerator();
            generator.addRecipientInfoGenerator(recipient);
            OutputAEADEncryptor cipher =
                    (OutputAEADEncryptor) new BcCMSContentEncryptorBuilder(CMSAlgorithm.AES256_GCM).build();
            return generator
                    .generate(new CMSProcessableByteArray(zip()), cipher)
                    .getEncoded();
        } catch (CMSException e) {
            throw new IOException("The keys cannot be encrypted: " + e.getMessage(), e);
        }
    }

    byte[] zip() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Map<String, String> hashes = new TreeMap<>();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                hashes.put(file.getKey(), hash(file.getValue()));
            }
            zip.putNextEntry(new ZipEntry(LIST));
            zip.write(JSON.writeValueAsBytes(new Contents(backup, manifest, signer, hashes)));
        }
        return bytes.toByteArray();
    }

    private static String hash(byte[] bytes) {
        return HexFormat.of().formatHex(BackupFile.sha256().digest(bytes));
    }

    /**
     * Reads a key bundle.
     *
     * @throws BackupFault if it cannot be opened or was altered
     */
    static KeyBundle read(KeyPlace place) throws IOException {
        if (!Files.isReadable(place.file())) {
            throw new BackupFault("keys: " + place.file() + " does not exist");
        }
        if (Files.size(place.file()) > LARGEST) {
            throw new BackupFault("keys: " + place.file() + " is not a key bundle: it is too large");
        }
        byte[] bytes = Files.readAllBytes(place.file());
        boolean plain = bytes.length > 2 && bytes[0] == 'P' && bytes[1] == 'K';
        if (plain && (place.passphrase() != null || place.recipient() != null)) {
            throw new BackupFault("keys: " + place.file()
                    + " is not encrypted, although a passphrase or a recipient was named: the file was replaced"
                    + " or decrypted. To restore from it anyway, omit the passphrase");
        }
        return unzipped(plain ? bytes : decrypted(bytes, place), place.file());
    }

    private static byte[] decrypted(byte[] bytes, KeyPlace place) {
        RecipientInformation recipient;
        try {
            recipient = new CMSAuthEnvelopedData(bytes)
                    .getRecipientInfos()
                    .getRecipients()
                    .iterator()
                    .next();
        } catch (CMSException | RuntimeException e) {
            throw new BackupFault("keys: " + place.file() + " is not a key bundle, or it is damaged");
        }
        if (!(recipient instanceof PasswordRecipientInformation)) {
            throw new BackupFault(
                    "keys: " + place.file() + " is encrypted for a recipient. Decrypt it with the private key"
                            + " (openssl cms -decrypt -inform DER -in … -inkey … -out keys.zip) and give that file instead");
        }
        if (place.passphrase() == null) {
            throw new BackupFault("keys: " + place.file() + " needs its passphrase: give it as env:NAME or file:/path");
        }
        try {
            return recipient.getContent(
                    new JcePasswordAuthEnvelopedRecipient(passphrase(place)).setProvider(new BouncyCastleProvider()));
        } catch (CMSException | RuntimeException e) {
            throw new BackupFault("keys: the passphrase does not decrypt " + place.file() + ", or it is damaged");
        }
    }

    private static KeyBundle unzipped(byte[] bytes, @Nullable Path from) throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        Contents contents = null;
        int unpackable = LARGEST;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                byte[] content = zip.readNBytes(unpackable + 1);
                unpackable -= content.length;
                if (unpackable < 0) {
                    throw new BackupFault("keys: " + from + " is no key bundle: its files are too large");
                }
                if (entry.getName().equals(LIST)) {
                    contents = JSON.readValue(content, Contents.class);
                } else {
                    files.put(entry.getName(), content);
                }
            }
        }
        if (contents == null) {
            throw new BackupFault("keys: " + from + " is not a key bundle: it has no " + LIST);
        }
        Map<String, String> hashes = contents.files();
        hashes.forEach((name, hash) -> {
            if (!files.containsKey(name) || !hash(files.get(name)).equals(hash)) {
                throw new BackupFault("keys: " + name + " is missing or damaged in " + from);
            }
        });
        files.keySet().retainAll(hashes.keySet());
        return new KeyBundle(contents.backup(), contents.manifest(), contents.signer(), files);
    }
}
