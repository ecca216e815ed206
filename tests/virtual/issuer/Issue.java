// SPDX-License-Identifier: GPL-3.0-or-later
// The same country as issue.py's, by Bouncy Castle: Issue.java GROUPS OUT [PROFILE].
// Writes OUT/PROFILE/{CSCA.der,DS.der,EF.SOD.bin} for the data groups DG*.bin of GROUPS.

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Security;
import java.security.spec.AlgorithmParameterSpec;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.icao.DataGroupHash;
import org.bouncycastle.asn1.icao.ICAOObjectIdentifiers;
import org.bouncycastle.asn1.icao.LDSSecurityObject;
import org.bouncycastle.asn1.icao.LDSVersionInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.jce.ECNamedCurveTable;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jce.spec.ECParameterSpec;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

public final class Issue {
    static final long DAY = 24L * 3600 * 1000;
    static final X500Name COUNTRY = new X500Name("C=VN,O=Bouncy Issuer,CN=Bouncy CSCA");
    static final X500Name SIGNER = new X500Name("C=VN,O=Bouncy Issuer,CN=Bouncy Document Signer");

    // keys: a curve, curve:explicit, or rsaBITS. signed: days from now of the signing time; null for none.
    record Profile(String csca, String ds, String signature, String hash, int version, int[] dsDays, Integer signed) {}

    static final int[] USUAL = {-300, 3700};
    static final Map<String, Profile> PROFILES = new TreeMap<>(Map.ofEntries(
        Map.entry("p256", new Profile("P-256", "P-256", "SHA256withECDSA", "SHA-256", 0, USUAL, 0)),
        Map.entry("p384", new Profile("P-384", "P-384", "SHA384withECDSA", "SHA-512", 1, USUAL, 0)),
        Map.entry("brainpool", new Profile("brainpoolP256r1", "brainpoolP256r1", "SHA256withECDSA", "SHA-256", 0, USUAL, 0)),
        Map.entry("brainpool-explicit", new Profile("brainpoolP512r1:explicit", "brainpoolP256r1:explicit",
            "SHA256withECDSA", "SHA-256", 1, USUAL, 0)),
        Map.entry("brainpool512", new Profile("brainpoolP512r1", "P-256", "SHA512withECDSA", "SHA-512", 0, USUAL, 0)),
        Map.entry("rsa", new Profile("rsa2048", "rsa2048", "SHA256withRSA", "SHA-256", 0, USUAL, 0)),
        Map.entry("pss", new Profile("rsa2048", "rsa2048", "SHA256withRSAandMGF1", "SHA-256", 0, USUAL, 0)),
        Map.entry("sha1", new Profile("rsa2048", "rsa2048", "SHA1withRSA", "SHA-1", 0, USUAL, 0)),
        Map.entry("sha224", new Profile("P-256", "P-256", "SHA224withECDSA", "SHA-224", 0, USUAL, 0)),
        // Signed in the signer's days, which are over; without a signing time only the date of issue says so.
        Map.entry("old", new Profile("P-256", "P-256", "SHA256withECDSA", "SHA-256", 0, new int[] {-3000, -100}, -2900)),
        Map.entry("old-no-time", new Profile("P-256", "P-256", "SHA256withECDSA", "SHA-256", 0,
            new int[] {-3000, -100}, null))));

    static KeyPair makeKey(String kind) throws Exception {
        if (kind.startsWith("rsa")) {
            KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA", "BC");
            rsa.initialize(Integer.parseInt(kind.substring(3)));
            return rsa.generateKeyPair();
        }
        String[] parts = kind.split(":");
        ECParameterSpec named = ECNamedCurveTable.getParameterSpec(parts[0]);
        AlgorithmParameterSpec spec = parts.length == 1 ? named
            : new ECParameterSpec(named.getCurve(), named.getG(), named.getN(), named.getH());
        KeyPairGenerator curve = KeyPairGenerator.getInstance("EC", "BC");
        curve.initialize(spec);
        return curve.generateKeyPair();
    }

    static ContentSigner signer(Profile profile, KeyPair key) throws Exception {
        return new JcaContentSignerBuilder(profile.signature).setProvider("BC").build(key.getPrivate());
    }

    static X509CertificateHolder certify(Profile profile, X500Name subject, KeyPair key, KeyPair issuer, int[] days)
            throws Exception {
        Date now = new Date();
        JcaX509ExtensionUtils ids = new JcaX509ExtensionUtils();
        boolean country = subject.equals(COUNTRY);
        var builder = new JcaX509v3CertificateBuilder(COUNTRY, new BigInteger(63, new SecureRandom()),
            new Date(now.getTime() + days[0] * DAY), new Date(now.getTime() + days[1] * DAY), subject, key.getPublic());
        if (country)
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
        builder.addExtension(Extension.keyUsage, true,
            new KeyUsage(country ? KeyUsage.keyCertSign | KeyUsage.cRLSign : KeyUsage.digitalSignature));
        builder.addExtension(Extension.subjectKeyIdentifier, false, ids.createSubjectKeyIdentifier(key.getPublic()));
        builder.addExtension(Extension.authorityKeyIdentifier, false, ids.createAuthorityKeyIdentifier(issuer.getPublic()));
        return builder.build(signer(profile, issuer));
    }

    static byte[] securityObject(Profile profile, Path groups) throws Exception {
        AlgorithmIdentifier algorithm = new DefaultDigestAlgorithmIdentifierFinder().find(profile.hash);
        List<DataGroupHash> hashes = new ArrayList<>();
        for (int i = 1; i <= 16; i++) {
            Path file = groups.resolve("DG" + i + ".bin");
            if (Files.exists(file))
                hashes.add(new DataGroupHash(i, new DEROctetString(
                    MessageDigest.getInstance(profile.hash, "BC").digest(Files.readAllBytes(file)))));
        }
        DataGroupHash[] array = hashes.toArray(new DataGroupHash[0]);
        LDSSecurityObject object = profile.version == 0 ? new LDSSecurityObject(algorithm, array)
            : new LDSSecurityObject(algorithm, array, new LDSVersionInfo("0108", "040000"));
        return object.getEncoded("DER");
    }

    static AttributeTable attributes(Profile profile, Map<?, ?> parameters) {
        AttributeTable table = new DefaultSignedAttributeTableGenerator().getAttributes(parameters);
        table = table.remove(CMSAttributes.signingTime);
        if (profile.signed == null)
            return table;
        return table.add(CMSAttributes.signingTime, new Time(new Date(new Date().getTime() + profile.signed * DAY)));
    }

    static void issue(Profile profile, Path groups, Path out) throws Exception {
        KeyPair country = makeKey(profile.csca);
        KeyPair document = makeKey(profile.ds);
        X509CertificateHolder csca = certify(profile, COUNTRY, country, country, new int[] {-4000, 4000});
        X509CertificateHolder ds = certify(profile, SIGNER, document, country, profile.dsDays);
        var info = new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().setProvider("BC").build())
            .setSignedAttributeGenerator(parameters -> attributes(profile, parameters))
            .build(signer(profile, document), ds);
        CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
        generator.addSignerInfoGenerator(info);
        generator.addCertificates(new JcaCertStore(List.of(ds)));
        byte[] signed = generator.generate(new CMSProcessableByteArray(ICAOObjectIdentifiers.id_icao_ldsSecurityObject,
            securityObject(profile, groups)), true).toASN1Structure().getEncoded("DER");

        ByteArrayOutputStream sod = new ByteArrayOutputStream();
        sod.write(0x77);
        sod.write(0x82);
        sod.write(signed.length >> 8);
        sod.write(signed.length);
        sod.write(signed);
        Files.createDirectories(out);
        Files.write(out.resolve("CSCA.der"), csca.getEncoded());
        Files.write(out.resolve("DS.der"), ds.getEncoded());
        Files.write(out.resolve("EF.SOD.bin"), sod.toByteArray());
    }

    public static void main(String[] arguments) throws Exception {
        Security.addProvider(new BouncyCastleProvider());
        Path groups = Path.of(arguments[0]);
        Path out = Path.of(arguments[1]);
        for (var entry : PROFILES.entrySet())
            if (arguments.length == 2 || arguments[2].equals(entry.getKey()))
                issue(entry.getValue(), groups, out.resolve(entry.getKey()));
    }
}
