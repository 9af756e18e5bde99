using System.Security.Cryptography;
using TuiSetup.Backends.Fleet.Celery;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.Fleet;

/// <summary>Signs tasks with the private key of whoever sends them.</summary>
internal sealed class TaskSigner : IDisposable
{
    private readonly ECDsa _key;
    private readonly TimeProvider _time;

    /// <param name="file">PEM file of a private key on an elliptic curve.</param>
    /// <param name="time">The time of signing.</param>
    /// <exception cref="ProblemException">It is none, or others can read it.</exception>
    public TaskSigner(string file, TimeProvider time)
    {
        _time = time;
        _key = KeyFile.Load(file, "--sign-key", isPrivate: true);
    }

    public TaskMessage Sign(TaskMessage message, string queue)
    {
        var time = TaskSignature.Time(_time.GetUtcNow());
        var signature = _key.SignData(TaskSignature.Content(message, queue, time), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return message with
        {
            OtherHeaders = message.OtherHeaders
                .SetItem(TaskSignature.TimeHeader, time)
                .SetItem(TaskSignature.SignatureHeader, Convert.ToBase64String(signature)),
        };
    }

    public void Dispose() => _key.Dispose();
}
