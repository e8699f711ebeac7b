import Segments

/// The index folders under what the user named: a data folder, or one of them itself.
enum IndexFolders {
    static func under(_ path: String) throws -> [FileSystemDirectory] {
        guard try WholeFile.isFolder(path) else {
            throw CommandError(.inputOutput, "\(path) is not a folder")
        }
        let parent = path + "/indices"
        guard (try? WholeFile.isFolder(parent)) == true else {
            let own = try FileSystemDirectory(path: path)
            let names = try own.list()
            guard names.contains(where: { IndexFile($0) != nil }) else {
                throw CommandError(
                    .data, "\(path) is neither a data folder nor the folder of an index")
            }
            return [own]
        }
        return try WholeFile.folders(in: parent).map { name in
            try FileSystemDirectory(path: parent + "/" + name)
        }
    }
}
