package dev.trainyard.launcher.command;

import dev.trainyard.launcher.data.DataDirectory;
import dev.trainyard.launcher.data.LauncherException;
import dev.trainyard.launcher.data.Layout;
import dev.trainyard.launcher.data.RunFiles;
import dev.trainyard.launcher.platform.AuthClient;
import dev.trainyard.launcher.platform.Service;
import java.util.Optional;

/** Prints a token of one hour, and nothing else, for scripts. */
final class TokenCommand {

  private final Layout layout;
  private final Journal journal;

  TokenCommand(Layout layout, Journal journal) {
    this.layout = layout;
    this.journal = journal;
  }

  int run(Optional<String> user) {
    RunFiles.Child auth =
        RunFiles.of(layout)
            .child(Service.AUTH.module())
            .filter(child -> DataDirectory.isInUse(layout))
            .orElseThrow(
                () ->
                    new LauncherException(
                        "Trainyard does not run on %s; start it with ./trainyard up"
                            .formatted(layout.root())));
    AuthClient client = new AuthClient(layout, auth.port());
    String token =
        user.isEmpty()
            ? client.operatorToken()
            : client
                .userToken(user.get())
                .orElseThrow(() -> new LauncherException("there is no user " + user.get()));
    journal.show(token);
    return 0;
  }
}
