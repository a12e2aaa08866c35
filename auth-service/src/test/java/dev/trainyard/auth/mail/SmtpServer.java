package dev.trainyard.auth.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.awaitility.Awaitility;

/** A mail server of tests: real sockets, real TLS, and as many faults as a test asks for. */
public final class SmtpServer implements AutoCloseable {

  private static final String STORE_PASSWORD = "changeit";

  private final List<Message> messages = new CopyOnWriteArrayList<>();
  private final List<String> commands = new CopyOnWriteArrayList<>();
  private final List<Socket> connections = new CopyOnWriteArrayList<>();
  private final SSLContext localhost;
  private final SSLContext stranger;
  private final Path certificate;
  private final int port;
  private volatile ServerSocket listener;
  private volatile Mode mode = Mode.WELL;

  private SmtpServer(Path directory) throws IOException, GeneralSecurityException {
    Path own = directory.resolve("localhost.p12");
    this.localhost = context(keyPair(own, "localhost"));
    this.stranger = context(keyPair(directory.resolve("stranger.p12"), "mail.example.net"));
    this.certificate = directory.resolve("certificates.pem");
    Files.writeString(
        certificate, pem(own) + pem(directory.resolve("stranger.p12")), StandardCharsets.US_ASCII);
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.port = listener.getLocalPort();
    listen(listener);
  }

  static SmtpServer start() {
    try {
      return new SmtpServer(Files.createTempDirectory("smtp"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  int port() {
    return port;
  }

  /** The certificates that a client has to trust, in PEM form. */
  Path certificates() {
    return certificate;
  }

  /** What arrived, oldest first. */
  public List<Message> messages() {
    return messages;
  }

  /** The newest mail to an address about something, which may still be on its way. */
  public Message await(String to, String subject) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> about(to, subject), found -> !found.isEmpty())
        .getLast();
  }

  /** The mails to an address about something that have arrived. */
  public List<Message> about(String to, String subject) {
    return messages.stream()
        .filter(message -> message.to().contains(to))
        .filter(message -> message.header("Subject").contains(subject))
        .toList();
  }

  /** Every command that came, in any mode. */
  List<String> commands() {
    return commands;
  }

  /** Also ends the connections that clients keep, so that they meet what is asked for. */
  void behave(Mode how) throws IOException {
    if (mode != how) {
      mode = how;
      cutConnections();
    }
  }

  private void cutConnections() throws IOException {
    for (Socket connection : connections) {
      connection.close();
    }
  }

  /** Stops to listen, as a server that is down. */
  void goDown() throws IOException {
    listener.close();
    cutConnections();
  }

  void comeBack() throws IOException {
    listener = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    listen(listener);
  }

  @Override
  public void close() {
    try {
      goDown();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void listen(ServerSocket socket) {
    Thread.ofVirtual()
        .start(
            () -> {
              while (!socket.isClosed()) {
                try {
                  Socket connection = socket.accept();
                  Thread.ofVirtual().start(() -> serve(connection));
                } catch (IOException e) {
                  return; // The socket was closed.
                }
              }
            });
  }

  private void serve(Socket connection) {
    connections.add(connection);
    try (connection) {
      new Dialogue(connection).run();
    } catch (IOException e) {
      commands.add("connection lost: " + e.getClass().getSimpleName());
    } finally {
      connections.remove(connection);
    }
  }

  private static SSLContext context(Path store) throws IOException, GeneralSecurityException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(load(store), STORE_PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  private static KeyStore load(Path store) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, STORE_PASSWORD.toCharArray());
    }
    return keys;
  }

  private static String pem(Path store) throws IOException, GeneralSecurityException {
    byte[] bytes = load(store).getCertificate("mail").getEncoded();
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
        + "\n-----END CERTIFICATE-----\n";
  }

  private static Path keyPair(Path store, String host) throws IOException {
    List<String> arguments =
        List.of(
            ("-genkeypair -alias mail -keyalg EC -groupname secp256r1 -validity 90 -storetype"
                    + " PKCS12 -dname CN=%s -ext SAN=dns:%s -storepass %s -keystore %s")
                .formatted(host, host, STORE_PASSWORD, store)
                .split(" "));
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    var builder = new ProcessBuilder(keytool.toString()).redirectErrorStream(true);
    builder.command().addAll(arguments);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException(said);
    }
    return store;
  }

  /** How the server behaves. */
  enum Mode {
    WELL,
    WITHOUT_STARTTLS,
    WITH_A_STRANGERS_CERTIFICATE,
    REFUSING
  }

  /**
   * A mail as it arrived.
   *
   * @param encrypted whether the connection was by then
   * @param login what the client proved to know, in clear, or null
   */
  public record Message(
      String from, List<String> to, String text, boolean encrypted, String login) {

    /** The value of a header. */
    public String header(String name) {
      String start = name.toLowerCase(Locale.ROOT) + ":";
      return text.lines()
          .takeWhile(line -> !line.isEmpty())
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
          .map(line -> line.substring(start.length()).strip())
          .findFirst()
          .orElseThrow();
    }

    /** What stands behind {@code #} in the link to a page. */
    public String secret(String page) {
      String link = text.replace("=\n", "").replace("=3D", "=");
      int at = link.indexOf(page + "#");
      return link.substring(at + page.length() + 1).split("[^A-Za-z0-9_-]", 2)[0];
    }
  }

  /** One connection. */
  private final class Dialogue {

    private Socket socket;
    private BufferedReader in;
    private boolean encrypted;
    private String login;
    private String from;
    private final List<String> to = new CopyOnWriteArrayList<>();

    Dialogue(Socket socket) throws IOException {
      use(socket);
    }

    private void use(Socket next) throws IOException {
      socket = next;
      in =
          new BufferedReader(
              new InputStreamReader(next.getInputStream(), StandardCharsets.ISO_8859_1));
    }

    void run() throws IOException {
      say("220 test ESMTP");
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        commands.add(line);
        String verb = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
        switch (verb) {
          case "EHLO" -> greet();
          case "STARTTLS" -> encrypt();
          case "AUTH" -> {
            byte[] plain = Base64.getDecoder().decode(line.substring("AUTH PLAIN ".length()));
            login = new String(plain, StandardCharsets.UTF_8).replace('\u0000', ' ').strip();
            say("235 ok");
          }
          case "MAIL" -> {
            from = line;
            to.clear();
            say("250 ok");
          }
          case "RCPT" -> {
            to.add(line.replaceAll(".*<|>.*", ""));
            say(mode == Mode.REFUSING ? "451 not now" : "250 ok");
          }
          case "DATA" -> receive();
          case "QUIT" -> {
            say("221 bye");
            return;
          }
          default -> say("250 ok");
        }
      }
    }

    private void greet() throws IOException {
      boolean offers = !encrypted && mode != Mode.WITHOUT_STARTTLS;
      say("250-test");
      say(offers ? "250-STARTTLS" : "250-8BITMIME");
      say("250 AUTH PLAIN");
    }

    private void encrypt() throws IOException {
      say("220 go");
      SSLContext context = mode == Mode.WITH_A_STRANGERS_CERTIFICATE ? stranger : localhost;
      SSLSocket tls =
          (SSLSocket) context.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
      tls.setUseClientMode(false);
      tls.startHandshake();
      encrypted = true;
      use(tls);
    }

    private void receive() throws IOException {
      say("354 go");
      StringBuilder text = new StringBuilder();
      for (String line = in.readLine(); !".".equals(line); line = in.readLine()) {
        if (line == null) {
          throw new IOException("the client went away");
        }
        text.append(line.startsWith("..") ? line.substring(1) : line).append('\n');
      }
      messages.add(new Message(from, List.copyOf(to), text.toString(), encrypted, login));
      say("250 taken");
    }

    private void say(String line) throws IOException {
      socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
    }
  }
}
