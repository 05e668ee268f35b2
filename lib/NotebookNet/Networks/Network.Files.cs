namespace NotebookNet;

public sealed partial class Network
{
    /// <summary>
    /// Writes the network's parameters and its layers' statistics to a file in the safetensors format: tensors of 64-bit numbers,
    /// row after row, under the layer's index and the parameter's name, such as "0.weight". The layers stand in
    /// its header as text for people to read: <see cref="Load"/> builds none and wants a network built the same way.
    /// </summary>
    /// <param name="path">The file. It is written beside, then renamed, so it is never half-written; a link, its mode and its owner stay.</param>
    /// <exception cref="InvalidOperationException">A parameter is infinite or not a number, or another thread is using the network; nothing is written then.</exception>
    /// <exception cref="IOException">The file cannot be written; what was there is untouched.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using OneThread.Turn turn = Enter();
        foreach (NamedTensor tensor in Tensors)
        {
            if (!tensor.Value.Enumerate().All(double.IsFinite))
            {
                throw new InvalidOperationException(
                    $"{tensor.Name} has values that are infinite or not a number; {path} was not written."
                );
            }
        }

        SafetensorsFile.Write(
            path,
            Tensors,
            new Dictionary<string, string>
            {
                ["producer"] = "NotebookNet",
                ["layers"] = string.Join("; ", Layers),
            }
        );
    }

    /// <summary>
    /// Reads the parameters and statistics that <see cref="Save"/> wrote, or another program under the same names and shapes. 32-bit
    /// numbers are read too, since each of them is a 64-bit number as well.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">
    /// The file is not in the format, is damaged, or holds other tensors than this network has. The network is unchanged then.
    /// </exception>
    /// <exception cref="InvalidOperationException">Another thread is using the network.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public void Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using OneThread.Turn turn = Enter();
        Dictionary<string, Matrix<double>> read = SafetensorsFile.Read(path, _ => Tensors);
        foreach ((string name, var value) in Tensors)
        {
            read[name].CopyTo(value);
        }
    }
}
