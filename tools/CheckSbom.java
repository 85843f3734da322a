import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Holds each package that Lambda is given against its SBOM (CycloneDX, which {@code mvn -Psbom package} leaves beside it): the same jars by
 * SHA-256, not one more or less, and no licence that {@code tools/licences.txt} does not allow. Then puts the SBOMs into
 * {@code target/sbom}. Run as {@code java tools/CheckSbom.java} in the folder of the modules; ends with 1 and says what is wrong.
 */
static final String OWN = "dev.souk";

void main() throws Exception {
    List<String> complaints = new ArrayList<>();
    List<Allowed> allowed = allowed(Path.of("tools/licences.txt"));
    Map<String, Integer> licences = new TreeMap<>();
    Path kept = Files.createDirectories(Path.of("target/sbom"));
    List<Path> packages = packages();
    if (packages.isEmpty()) {
        complaints.add("There is no package: `make sbom` makes them.");
    }
    for (Path zip : packages) {
        String name = zip.getFileName().toString().replace(".zip", "");
        Path sbom = zip.resolveSibling("sbom.xml");
        if (!Files.exists(sbom)) {
            complaints.add(name + " has no SBOM: `make sbom` makes it.");
            continue;
        }
        List<Component> components = components(sbom);
        complaints.addAll(differences(name, jarsIn(zip), components));
        for (Component component : components) {
            if (component.group().equals(OWN)) {
                continue;
            }
            if (component.licences().isEmpty()) {
                complaints.add(name + ": " + component.id() + " says no licence");
            } else if (component.licences().stream().noneMatch(licence -> isAllowed(allowed, licence, component))) {
                complaints.add(name + ": " + component.id() + " has the licence " + component.licences()
                        + ", which tools/licences.txt does not allow for it");
            }
            component.licences().forEach(licence -> licences.merge(licence, 1, Integer::sum));
        }
        for (String ending : List.of("xml", "json")) {
            Files.copy(zip.resolveSibling("sbom." + ending), kept.resolve(name + ".cdx." + ending), StandardCopyOption.REPLACE_EXISTING);
        }
    }
    if (!complaints.isEmpty()) {
        complaints.forEach(System.err::println);
        System.exit(1);
    }
    IO.println("SBOMs of " + packages.size() + " packages hold, jar by jar; licences: " + licences);
}

/** @param library the one that it is for, {@code group:name}, or {@code all} */
record Allowed(String licence, String library) {}

/** A library of an SBOM. With licences to choose from, one that is allowed is enough. */
record Component(String group, String name, String sha256, List<String> licences) {
    String id() {
        return group + ":" + name;
    }
}

boolean isAllowed(List<Allowed> allowed, String licence, Component component) {
    return allowed.stream().anyMatch(rule ->
            rule.licence().equals(licence) && (rule.library().equals("all") || rule.library().equals(component.id())));
}

List<Path> packages() throws IOException {
    try (Stream<Path> folders = Files.list(Path.of(""))) {
        return folders.map(folder -> folder.resolve("target/" + folder.getFileName() + ".zip"))
                .filter(Files::exists)
                .sorted()
                .toList();
    }
}

/** Each line a licence, whom it is allowed for, and why. */
List<Allowed> allowed(Path file) throws IOException {
    return Files.readAllLines(file).stream()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .map(line -> {
                String[] columns = line.split("\t");
                if (columns.length != 3 || columns[2].isBlank()) {
                    throw new IllegalArgumentException(file + " gives no reason: " + line);
                }
                return new Allowed(columns[0], columns[1]);
            })
            .toList();
}

Map<String, String> jarsIn(Path zip) throws IOException {
    Map<String, String> jars = new TreeMap<>();
    try (ZipFile file = new ZipFile(zip.toFile())) {
        for (ZipEntry entry : file.stream().filter(one -> one.getName().endsWith(".jar")).toList()) {
            try (InputStream content = file.getInputStream(entry)) {
                jars.put(sha256(content), entry.getName());
            }
        }
    }
    return jars;
}

List<String> differences(String name, Map<String, String> jars, List<Component> components) {
    List<String> differences = new ArrayList<>();
    Map<String, String> listed = new TreeMap<>();
    components.forEach(component -> listed.put(component.sha256(), component.id()));
    jars.forEach((hash, jar) -> {
        if (!listed.containsKey(hash)) {
            differences.add(name + ": " + jar + " is in the package and not in its SBOM. Built since? `make sbom` does both.");
        }
    });
    listed.forEach((hash, id) -> {
        if (!jars.containsKey(hash)) {
            differences.add(name + ": " + id + " is in the SBOM and not in the package");
        }
    });
    return differences;
}

List<Component> components(Path sbom) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    Element bom = factory.newDocumentBuilder().parse(sbom.toFile()).getDocumentElement();
    // Not those of metadata, which are the tool and the package itself.
    return children(bom, "components").stream()
            .flatMap(all -> children(all, "component").stream())
            .map(one -> new Component(text(one, "group"), text(one, "name"), hash(one), licences(one)))
            .toList();
}

String hash(Element component) {
    return children(component, "hashes").stream()
            .flatMap(all -> children(all, "hash").stream())
            .filter(one -> one.getAttribute("alg").equals("SHA-256"))
            .map(Element::getTextContent)
            .findFirst()
            .orElse("none for " + text(component, "name"));
}

List<String> licences(Element component) {
    return children(component, "licenses").stream()
            .flatMap(all -> Stream.concat(
                    children(all, "expression").stream().map(Element::getTextContent),
                    children(all, "license").stream().map(one -> text(one, "id").isEmpty() ? text(one, "name") : text(one, "id"))))
            .toList();
}

String text(Element parent, String child) {
    return children(parent, child).stream().map(Element::getTextContent).findFirst().orElse("");
}

List<Element> children(Element parent, String name) {
    NodeList nodes = parent.getChildNodes();
    return IntStream.range(0, nodes.getLength())
            .mapToObj(nodes::item)
            .filter(node -> node.getNodeName().equals(name))
            .map(Element.class::cast)
            .toList();
}

String sha256(InputStream content) {
    try {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content.readAllBytes()));
    } catch (IOException e) {
        throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
    }
}
