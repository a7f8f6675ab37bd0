import { type CifarLayout, loadCifar, surveyCifar } from './cifar.js';
import type { Dataset } from './dataset.js';
import type { DataRequest, DataSurvey } from './request.js';

/** The 100 fine labels, in the order of the distribution's `fine_label_names.txt`, which is alphabetical. */
const CLASS_NAMES = `apple aquarium_fish baby bear beaver bed bee beetle bicycle bottle
  bowl boy bridge bus butterfly camel can castle caterpillar cattle
  chair chimpanzee clock cloud cockroach couch crab crocodile cup dinosaur
  dolphin elephant flatfish forest fox girl hamster house kangaroo keyboard
  lamp lawn_mower leopard lion lizard lobster man maple_tree motorcycle mountain
  mouse mushroom oak_tree orange orchid otter palm_tree pear pickup_truck pine_tree
  plain plate poppy porcupine possum rabbit raccoon ray road rocket
  rose sea seal shark shrew skunk skyscraper snail snake spider
  squirrel streetcar sunflower sweet_pepper table tank telephone television tiger tractor
  train trout tulip turtle wardrobe whale willow_tree wolf woman worm`.split(/\s+/);

/** The binary distribution as its authors published it. */
export const CIFAR100: CifarLayout = {
  set: 'cifar100',
  archive: {
    url: 'https://www.cs.toronto.edu/~kriz/cifar-100-binary.tar.gz',
    sha256: '58a81ae192c23a4be8b1804d68e518ed807d710a4eb253b1f2a199162a40d8ec',
  },
  folder: 'cifar-100-binary',
  trainFiles: ['train.bin'],
  testFile: 'test.bin',
  trainFileCount: 50_000,
  testFileCount: 10_000,
  labelBytes: 2, // coarse, fine
  classNames: CLASS_NAMES,
  normalization: { mean: [0.5071, 0.4865, 0.4409], std: [0.2673, 0.2564, 0.2762] },
};

/** CIFAR-100 (Krizhevsky 2009): 50,000 + 10,000 colour images of 32×32; the labels are the 100 fine ones. */
export async function loadCifar100(request: DataRequest): Promise<Dataset> {
  return loadCifar(request, CIFAR100);
}

/** Looks whether the files of CIFAR-100 are where the user says. */
export async function surveyCifar100(request: DataRequest): Promise<DataSurvey> {
  return surveyCifar(request, CIFAR100);
}
