import { type CifarLayout, loadCifar, surveyCifar } from './cifar.js';
import type { Dataset } from './dataset.js';
import type { DataRequest, DataSurvey } from './request.js';

/** The binary distribution as its authors published it. */
export const CIFAR10: CifarLayout = {
  set: 'cifar10',
  archive: {
    url: 'https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz',
    sha256: 'c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd',
  },
  folder: 'cifar-10-batches-bin',
  trainFiles: [1, 2, 3, 4, 5].map((batch) => `data_batch_${batch}.bin`),
  testFile: 'test_batch.bin',
  trainFileCount: 10_000,
  testFileCount: 10_000,
  labelBytes: 1,
  classNames: ['airplane', 'automobile', 'bird', 'cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'truck'],
  normalization: { mean: [0.4914, 0.4822, 0.4465], std: [0.247, 0.2435, 0.2616] },
};

/** CIFAR-10 (Krizhevsky 2009): 50,000 + 10,000 colour images of 32×32 in 10 classes. */
export async function loadCifar10(request: DataRequest): Promise<Dataset> {
  return loadCifar(request, CIFAR10);
}

/** Looks whether the files of CIFAR-10 are where the user says. */
export async function surveyCifar10(request: DataRequest): Promise<DataSurvey> {
  return surveyCifar(request, CIFAR10);
}
