namespace TuiSetup.Backends.OpenVSwitch.Ovsdb;

/// <summary>
/// Finds the ends of JSON objects in a stream: OVSDB sends them one after the other with nothing between (RFC 7047, 4).
/// </summary>
internal sealed class JsonFramer(int maxBytes)
{
    private byte[] _buffer = new byte[4096];
    private int _used, _scanned, _depth;
    private bool _inText, _escaped;

    /// <summary>Where the next bytes go; at least one.</summary>
    public Memory<byte> Room()
    {
        if (_used == _buffer.Length)
        {
            if (_used >= maxBytes)
            {
                throw new InvalidDataException(T($"a message is larger than {maxBytes / (1024 * 1024)} MiB"));
            }

            Array.Resize(ref _buffer, Math.Min(_buffer.Length * 2, maxBytes));
        }

        return _buffer.AsMemory(_used);
    }

    public void Added(int count) => _used += count;

    /// <summary>Takes the next whole object out, if it is there. <exception cref="InvalidDataException">It is no object.</exception></summary>
    public bool TryTake(out byte[] message)
    {
        for (; _scanned < _used; _scanned++)
        {
            var value = _buffer[_scanned];
            if (_inText)
            {
                (_inText, _escaped) = (_escaped || value != '"', !_escaped && value == '\\');
                continue;
            }

            switch (value)
            {
                case (byte)'{' or (byte)'[':
                    _depth++;
                    break;
                case (byte)'}' or (byte)']':
                    _depth--;
                    break;
                case (byte)'"' when _depth > 0:
                    _inText = true;
                    break;
                default:
                    if (_depth == 0 && value is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
                    {
                        throw new InvalidDataException(T("it does not speak JSON-RPC"));
                    }

                    break;
            }

            if (_depth < 0)
            {
                throw new InvalidDataException(T("it does not speak JSON-RPC"));
            }

            if (_depth == 0 && value is (byte)'}' or (byte)']')
            {
                message = _buffer[..(_scanned + 1)];
                Remove(_scanned + 1);
                return true;
            }
        }

        message = [];
        return false;
    }

    private void Remove(int count)
    {
        _buffer.AsSpan(count, _used - count).CopyTo(_buffer);
        _used -= count;
        _scanned = 0;
    }
}
