using System;
using System.IO;
using MathNet.Numerics.LinearAlgebra;
using NotebookNet;

try
{
    (string weights, string picture) = args is [string first, string second]
        ? (first, second)
        : throw new InvalidDataException("Usage: DigitReader digits.safetensors my-digit.png");
    Network network = Network.FullyConnected(784, [100], 10);
    network.Load(weights);
    double[] pixels = DigitImage.Read(picture).ToRowMajorArray();
    Matrix<double> logits = network.Predict(Matrix<double>.Build.Dense(1, 784, pixels));
    Vector<double> shares = LossFunctions.Softmax(logits).Row(0);
    Console.WriteLine($"{shares.MaximumIndex()} ({shares.Maximum():0.0 %})");
    return 0;
}
catch (Exception reason)
    when (reason is IOException or InvalidDataException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(reason.Message);
    return 1;
}
