package dev.trainyard.inference.model;

import dev.trainyard.modelpackage.format.ModelFolder;
import dev.trainyard.modelpackage.format.PackageException;
import java.io.IOException;

/** Chooses the runtime by the files of a package. */
public final class ModelLoader {

  private ModelLoader() {}

  public static Model load(ModelFolder folder) throws IOException, PackageException {
    if (folder.has(ModelFolder.GRAPH)) {
      return OnnxModel.load(folder);
    }
    if (folder.has(ModelFolder.TEXT_WEIGHTS)) {
      return TextModel.load(folder);
    }
    throw new PackageException("the package holds neither model.onnx nor weights.bin");
  }
}
