package ai.kubernaut.we.deploy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** A pom.xml, or a part of one, as it is written. */
record Pom(Element root) {

  /** The one in that directory of the repository. */
  static Pom of(String module) {
    Path file = Path.of("..", module, "pom.xml");
    try {
      return new Pom(
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(file.toFile())
              .getDocumentElement());
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new IllegalStateException(file.toString(), e);
    }
  }

  /** The first plugin of that name, in a profile or not. */
  Pom plugin(String artifactId) {
    return all("plugin").stream()
        .filter(plugin -> plugin.text("artifactId").equals(artifactId))
        .findFirst()
        .orElseThrow();
  }

  /** All elements of that name, however deep. */
  List<Pom> all(String name) {
    return elements(root.getElementsByTagName(name)).map(Pom::new).toList();
  }

  String content() {
    return root.getTextContent().strip();
  }

  /** What stands first in an element of that name, however deep. */
  String text(String name) {
    return all(name).get(0).content();
  }

  /** The child of that name. */
  Optional<Pom> child(String name) {
    return children().filter(child -> child.root().getTagName().equals(name)).findFirst();
  }

  /** What stands in each child of the first element of that name. */
  List<String> texts(String name) {
    return all(name).get(0).children().map(Pom::content).toList();
  }

  /** The same by the names of the children. */
  Map<String, String> map(String name) {
    return all(name)
        .get(0)
        .children()
        .collect(Collectors.toMap(child -> child.root().getTagName(), Pom::content));
  }

  private Stream<Pom> children() {
    return elements(root.getChildNodes()).map(Pom::new);
  }

  private static Stream<Element> elements(NodeList nodes) {
    return IntStream.range(0, nodes.getLength())
        .mapToObj(nodes::item)
        .filter(Element.class::isInstance)
        .map(Element.class::cast);
  }
}
