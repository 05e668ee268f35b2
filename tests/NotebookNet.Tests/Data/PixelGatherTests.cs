using NotebookNet.Kernels;

namespace NotebookNet.Tests.Data;

public class PixelGatherTests
{
    [Theory]
    [InlineData(4)]
    [InlineData(3)]
    public void Every_byte_becomes_the_exact_quotient_in_a_register_and_beside_one(int rows)
    {
        byte[] pixels = [.. Enumerable.Range(0, 256).Select(v => (byte)v)];
        var matrix = new double[rows * 256];
        PixelGather.Gather(pixels, 256, new int[rows], matrix);
        for (int i = 0; i < matrix.Length; i++)
        {
            Assert.Equal(i / rows / 255.0, matrix[i]);
        }
    }

    [Fact]
    public void Images_of_every_width_come_in_the_given_order()
    {
        var random = RandomNumbers.Create(7);
        foreach (int width in (int[])[1, 2, 3, 4, 5, 7, 8, 9, 12, 15, 64, 65, 784])
        {
            foreach (int rows in (int[])[1, 2, 3, 4, 5, 8, 100, 127, 128, 129, 260])
            {
                var pixels = new byte[50 * width];
                random.NextBytes(pixels);
                int[] indices = [.. Enumerable.Range(0, rows).Select(_ => random.Next(50))];
                var matrix = new double[rows * width];
                PixelGather.Gather(pixels, width, indices, matrix);
                for (int column = 0; column < width; column++)
                {
                    for (int row = 0; row < rows; row++)
                    {
                        double expected = pixels[(indices[row] * width) + column] / 255.0;
                        Assert.True(expected == matrix[(column * rows) + row]);
                    }
                }
            }
        }
    }

    [Fact]
    public void An_index_outside_the_images_is_rejected()
    {
        var matrix = new double[6];
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            PixelGather.Gather(new byte[9], 3, [0, 3], matrix)
        );
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            PixelGather.Gather(new byte[9], 3, [-1, 0], matrix)
        );
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            PixelGather.Gather(new byte[9], 3, [0], matrix)
        );
    }
}
