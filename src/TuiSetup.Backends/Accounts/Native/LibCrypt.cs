using System.Runtime.InteropServices;
using System.Text;

namespace TuiSetup.Backends.Accounts.Native;

/// <summary>Hashes of passwords as the system itself makes them (crypt(3), crypt_gensalt(3) of libxcrypt).</summary>
internal static unsafe partial class LibCrypt
{
    /// <summary>sizeof(struct crypt_data), and CRYPT_GENSALT_OUTPUT_SIZE.</summary>
    private const int DataSize = 32768, SaltSize = 192;

    /// <summary>A new hash, with a new salt, by the method that the system prefers.</summary>
    /// <exception cref="InvalidOperationException">The library refused.</exception>
    public static string Hash(string password)
    {
        var data = new byte[DataSize];
        var salt = stackalloc byte[SaltSize];
        var phrase = Encoding.UTF8.GetBytes(password + "\0");
        try
        {
            // Without a prefix it takes the best method, and without bytes it takes some from the kernel.
            if (crypt_gensalt_rn(0, 0, 0, 0, salt, SaltSize) == 0)
            {
                throw new InvalidOperationException($"crypt_gensalt_rn: {Marshal.GetLastPInvokeErrorMessage()}");
            }

            fixed (byte* text = phrase, place = data)
            {
                return Marshal.PtrToStringUTF8(crypt_rn(text, salt, place, DataSize))
                    ?? throw new InvalidOperationException($"crypt_rn: {Marshal.GetLastPInvokeErrorMessage()}");
            }
        }
        finally
        {
            Array.Clear(phrase);
            Array.Clear(data);
        }
    }

    [LibraryImport("libcrypt.so.1", SetLastError = true)]
    private static partial nint crypt_gensalt_rn(nint prefix, nuint count, nint random, int randomLength, byte* output, int size);

    [LibraryImport("libcrypt.so.1", SetLastError = true)]
    private static partial nint crypt_rn(byte* phrase, byte* setting, byte* data, int size);
}
