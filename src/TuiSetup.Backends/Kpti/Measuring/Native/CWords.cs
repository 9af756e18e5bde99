using System.Runtime.InteropServices;
using System.Text;

namespace TuiSetup.Backends.Kpti.Measuring.Native;

/// <summary>Words as C has them: pointers with a null after them, each to bytes with a zero after them.</summary>
internal sealed unsafe class CWords : IDisposable
{
    private readonly byte** _pointers;
    private readonly int _count;

    public CWords(params IReadOnlyList<string> words)
    {
        _count = words.Count;
        _pointers = (byte**)NativeMemory.AllocZeroed((nuint)_count + 1, (nuint)sizeof(byte*));
        for (var index = 0; index < _count; index++)
        {
            var bytes = Encoding.UTF8.GetBytes(words[index]);
            _pointers[index] = (byte*)NativeMemory.AllocZeroed((nuint)bytes.Length + 1);
            bytes.CopyTo(new Span<byte>(_pointers[index], bytes.Length));
        }
    }

    public byte** Start => _pointers;

    public byte* First => _pointers[0];

    /// <summary>The null at the end: no words at all.</summary>
    public byte** None => _pointers + _count;

    public void Dispose()
    {
        for (var index = 0; index < _count; index++)
        {
            NativeMemory.Free(_pointers[index]);
        }

        NativeMemory.Free(_pointers);
    }
}
